// The till asks the bank. What the bank wants to tell the till goes as a plain message, so neither waits for the other.
#include <caf/all.hpp>

struct till {
  till(caf::event_based_actor* actor, caf::actor money) : self(actor), bank(std::move(money)) {}

  caf::behavior make_behavior() {
    return {
        // The limit goes along: the bank need not come back for it.
        [this](caf::sub_atom, long amount) { return self->mail(caf::sub_atom_v, amount, limit).delegate(bank); },
        [this](caf::update_atom, long next) { limit = next; },  // a cast from the bank
    };
  }
  caf::event_based_actor* self;
  caf::actor bank;
  long limit = 0;
};

caf::behavior bank_actor(caf::event_based_actor*) {
  return {
      [](caf::sub_atom, long amount, long limit) -> caf::result<caf::ok_atom> {
        if (amount > limit) return caf::make_error(caf::sec::invalid_argument);
        return caf::ok_atom_v;
      },
  };
}
