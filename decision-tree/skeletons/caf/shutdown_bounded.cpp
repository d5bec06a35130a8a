// Asked to stop, given some time, then killed. The one who stops hears of the end, and waits without blocking.
#include <caf/all.hpp>

#include <chrono>

using force_atom = caf::atom_constant<caf::atom("force")>;
using stop_atom = caf::atom_constant<caf::atom("stop")>;
constexpr auto stop_limit = std::chrono::seconds(5);

caf::behavior owner(caf::event_based_actor* self, const caf::actor& worker) {
  self->monitor(worker);
  self->set_down_handler([=](caf::down_msg&) { self->quit(); });
  return {
      [=](stop_atom) {
        self->send_exit(worker, caf::exit_reason::user_shutdown);
        self->delayed_send(self, stop_limit, force_atom::value);
      },
      [=](force_atom) { self->send_exit(worker, caf::exit_reason::kill); },
  };
}
