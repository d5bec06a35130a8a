// The till asks the bank. What the bank wants to tell the till goes as a plain message, so neither waits for the other.
#include <caf/all.hpp>

#include <chrono>

using pay_atom = caf::atom_constant<caf::atom("pay")>;
using paid_atom = caf::atom_constant<caf::atom("paid")>;
using limit_atom = caf::atom_constant<caf::atom("limit")>;

struct till_state {
  long limit = 0;
};

caf::behavior till(caf::stateful_actor<till_state>* self, const caf::actor& bank) {
  return {
      [=](pay_atom, long amount) {
        // The limit goes along: the bank need not come back for it.
        return self->delegate(bank, pay_atom::value, amount, self->state.limit);
      },
      [=](limit_atom, long limit) { self->state.limit = limit; },  // a cast from the bank
  };
}

caf::behavior bank(caf::event_based_actor*) {
  return {
      [=](pay_atom, long amount, long limit) -> caf::result<paid_atom> {
        if (amount > limit) return caf::make_error(caf::sec::invalid_argument);
        return paid_atom::value;
      },
  };
}
