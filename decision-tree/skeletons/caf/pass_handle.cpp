// Who needs another actor gets its handle when it is spawned.
#include <caf/all.hpp>

using entry_atom = caf::atom_constant<caf::atom("entry")>;
using count_atom = caf::atom_constant<caf::atom("count")>;
using pay_atom = caf::atom_constant<caf::atom("pay")>;

struct journal_state {
  long sum = 0;
};

caf::behavior journal(caf::stateful_actor<journal_state>* self) {
  return {[=](entry_atom, long amount) { self->state.sum += amount; }};
}

struct till_state {
  long drawer = 0;
};

caf::behavior till(caf::stateful_actor<till_state>* self, const caf::actor& book) {
  return {
      [=](pay_atom, long amount) {
        self->state.drawer += amount;
        self->send(book, entry_atom::value, amount);
      },
      [=](count_atom) { return self->state.drawer; },
  };
}

void open_shop(caf::actor_system& system) {
  auto book = system.spawn(journal);
  system.spawn(till, book);
}
