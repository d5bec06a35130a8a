// CAF has no strategies. Children that need each other are linked to an actor per generation, which a parent starts
// anew.
#include <caf/all.hpp>

#include <chrono>

caf::behavior reader(caf::event_based_actor* self);
caf::behavior decoder(caf::event_based_actor* self, const caf::actor& reader);

/// It and both children are linked, so the first failure ends all three.
caf::behavior generation(caf::event_based_actor* self) {
  auto source = self->spawn<caf::linked>(reader);
  self->spawn<caf::linked>(decoder, source);
  return {[](caf::get_atom) { return caf::ok_atom_v; }};
}

struct parent {
  explicit parent(caf::event_based_actor* actor) : self(actor) {}

  caf::behavior make_behavior() {
    start();
    return {[this](caf::get_atom) { return left; }};
  }
  void start() {
    self->monitor(self->spawn(generation), [this](const caf::error& reason) {
      if (left-- == 0) return self->quit(reason);
      self->run_delayed(std::chrono::seconds(1), [this] { start(); });
    });
  }
  caf::event_based_actor* self;
  int left = 3;
};
