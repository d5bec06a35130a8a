// CAF has no strategies. Children that need each other are linked to one another through a parent that starts them
// anew.
#include <caf/all.hpp>

#include <chrono>

using start_atom = caf::atom_constant<caf::atom("start")>;
caf::behavior reader(caf::event_based_actor* self);
caf::behavior decoder(caf::event_based_actor* self, const caf::actor& reader);

/// One generation: it and both children are linked, so the first failure ends all three.
caf::behavior generation(caf::event_based_actor* self) {
  auto source = self->spawn<caf::linked>(reader);
  self->spawn<caf::linked>(decoder, source);
  return {[](start_atom) {}};
}

struct parent_state {
  int left = 3;
};

caf::behavior parent(caf::stateful_actor<parent_state>* self) {
  self->set_down_handler([=](caf::down_msg& down) {
    if (self->state.left-- == 0) return self->quit(down.reason);
    self->delayed_send(self, std::chrono::seconds(1), start_atom::value);
  });
  self->send(self, start_atom::value);
  return {
      [=](start_atom) { self->spawn<caf::monitored>(generation); },
  };
}
