// CAF has no supervisor. A parent that does nothing else starts the child anew, and gives up after too many times.
#include <caf/all.hpp>

#include <chrono>
#include <cstddef>
#include <deque>

using start_atom = caf::atom_constant<caf::atom("start")>;
using child_atom = caf::atom_constant<caf::atom("child")>;
using clock_type = std::chrono::steady_clock;
caf::behavior importer(caf::event_based_actor* self);

struct supervisor_state {
  static constexpr std::size_t most = 3;
  static constexpr std::chrono::seconds window{60};
  caf::actor child;
  std::deque<clock_type::time_point> restarts;
};

caf::behavior supervisor(caf::stateful_actor<supervisor_state>* self) {
  self->set_down_handler([=](caf::down_msg& down) {
    if (!down.reason || down.reason == caf::exit_reason::normal) return self->quit();  // transient; permanent goes on
    auto& times = self->state.restarts;
    const auto now = clock_type::now();
    while (!times.empty() && times.front() < now - supervisor_state::window) times.pop_front();
    if (times.size() == supervisor_state::most) return self->quit(down.reason);  // whoever watches us decides
    times.push_back(now);
    self->delayed_send(self, std::chrono::milliseconds(200), start_atom::value);
  });
  self->send(self, start_atom::value);
  return {
      [=](start_atom) { self->state.child = self->spawn<caf::monitored + caf::linked>(importer); },
      [=](child_atom) { return self->state.child; },  // asked at each use: the child may be a new one
  };
}
