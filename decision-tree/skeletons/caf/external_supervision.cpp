// CAF turns an exception into the end of one actor. Where that must not go unnoticed it ends the program instead.
// The unit file has the limit: Restart=on-failure, StartLimitIntervalSec=60, StartLimitBurst=5.
#include <caf/all.hpp>

#include <cstdlib>
#include <exception>

using sell_atom = caf::atom_constant<caf::atom("sell")>;

struct till_state {
  long total = 0;
};

caf::behavior till(caf::stateful_actor<till_state>* self) {
  self->set_exception_handler([](std::exception_ptr&) -> caf::error { std::abort(); });  // with a core dump
  return {
      [=](sell_atom, long amount) {
        self->state.total += amount;
        return self->state.total;
      },
  };
}
