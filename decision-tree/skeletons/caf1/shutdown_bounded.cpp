// Asked to stop, given some time, then killed. The one who stops hears of the end, and waits without blocking.
#include <caf/all.hpp>

#include <chrono>

constexpr auto stop_limit = std::chrono::seconds(5);

caf::behavior owner(caf::event_based_actor* self, const caf::actor& worker) {
  self->monitor(worker, [self](const caf::error&) { self->quit(); });
  return {
      [self, worker](caf::close_atom) {
        self->send_exit(worker, caf::exit_reason::user_shutdown);
        self->run_delayed(stop_limit, [self, worker] { self->send_exit(worker, caf::exit_reason::kill); });
      },
  };
}
