// State of its own; a handler with a value answers a request, one without is for a plain send.
#include <caf/all.hpp>

using deposit_atom = caf::atom_constant<caf::atom("deposit")>;
using balance_atom = caf::atom_constant<caf::atom("balance")>;

struct account_state {
  const char* name = "account";
  long balance = 0;
};

caf::behavior account(caf::stateful_actor<account_state>* self) {
  return {
      [=](deposit_atom, long amount) { self->state.balance += amount; },
      [=](balance_atom) { return self->state.balance; },
  };
}

void pay(caf::event_based_actor* self, const caf::actor& account, long amount) {
  self->send(account, deposit_atom::value, amount);
}
