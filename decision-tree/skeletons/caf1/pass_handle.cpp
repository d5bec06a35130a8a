// Who needs another actor gets its handle when it is spawned.
#include <caf/all.hpp>

struct journal {
  caf::behavior make_behavior() {
    return {[this](caf::add_atom, long amount) { sum += amount; }};
  }
  long sum = 0;
};

struct till {
  till(caf::event_based_actor* actor, caf::actor book) : self(actor), journal_actor(std::move(book)) {}

  caf::behavior make_behavior() {
    return {[this](caf::put_atom, long amount) { self->mail(caf::add_atom_v, amount).send(journal_actor); }};
  }
  caf::event_based_actor* self;
  caf::actor journal_actor;
};

void open_shop(caf::actor_system& system) {
  auto book = system.spawn(caf::actor_from_state<journal>);
  system.spawn(caf::actor_from_state<till>, book);
}
