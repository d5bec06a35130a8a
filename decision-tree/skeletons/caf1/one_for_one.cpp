// CAF has no supervisor. A parent that does nothing else starts the child anew, and gives up after too many times.
#include <caf/all.hpp>

#include <chrono>
#include <cstddef>
#include <deque>

using clock_type = std::chrono::steady_clock;
caf::behavior importer(caf::event_based_actor* self);

struct supervisor {
  explicit supervisor(caf::event_based_actor* actor) : self(actor) {}

  caf::behavior make_behavior() {
    start();
    return {
        [this](caf::get_atom) { return child; },  // asked at each use: the child may be a new one
    };
  }
  void start() {
    child = self->spawn<caf::linked>(importer);
    self->monitor(child, [this](const caf::error& reason) { ended(reason); });
  }
  void ended(const caf::error& reason) {
    if (!reason || reason == caf::exit_reason::normal) return self->quit();  // transient; a permanent child goes on
    const auto now = clock_type::now();
    while (!restarts.empty() && restarts.front() < now - window) restarts.pop_front();
    if (restarts.size() == most) return self->quit(reason);  // whoever watches us decides
    restarts.push_back(now);
    self->run_delayed(std::chrono::milliseconds(200), [this] { start(); });
  }
  static constexpr std::size_t most = 3;
  static constexpr std::chrono::seconds window{60};
  caf::event_based_actor* self;
  caf::actor child;
  std::deque<clock_type::time_point> restarts;
};
