// State of its own; a handler with a value answers a request, one without is for a plain send.
#include <caf/all.hpp>

CAF_BEGIN_TYPE_ID_BLOCK(bank, caf::first_custom_type_id)
CAF_ADD_ATOM(bank, deposit_atom)
CAF_ADD_ATOM(bank, balance_atom)
CAF_END_TYPE_ID_BLOCK(bank)

struct account {
  caf::behavior make_behavior() {
    return {
        [this](deposit_atom, long amount) { balance += amount; },
        [this](balance_atom) { return balance; },
    };
  }
  static constexpr const char* name = "account";
  long balance = 0;
};

void pay(caf::event_based_actor* self, const caf::actor& to, long amount) {
  self->mail(deposit_atom_v, amount).send(to);
}
