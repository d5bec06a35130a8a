// CAF turns an exception into the end of one actor. Where that must not go unnoticed it ends the program instead.
// The unit file has the limit: Restart=on-failure, StartLimitIntervalSec=60, StartLimitBurst=5.
#include <caf/all.hpp>

#include <cstdlib>
#include <exception>

struct till {
  explicit till(caf::event_based_actor* self) {
    self->set_exception_handler([](std::exception_ptr&) -> caf::error { std::abort(); });  // with a core dump
  }
  caf::behavior make_behavior() {
    return {
        [this](caf::add_atom, long amount) { return total += amount; },
    };
  }
  long total = 0;
};
