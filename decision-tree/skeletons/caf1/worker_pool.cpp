// N workers that block on threads of their own. Each gets the next job when it has answered; beyond a maximum: an
// error.
#include <caf/all.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <vector>

caf::behavior worker(caf::event_based_actor* self);  // a handler per kind of job

struct pool {
  explicit pool(caf::event_based_actor* actor) : self(actor) {
    for (int i = 0; i < 4; ++i) idle.push_back(self->spawn<caf::linked + caf::detached>(worker));
  }
  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, const std::string& file) -> caf::result<void> {
          if (queue.size() == most) return caf::make_error(caf::sec::runtime_error, "busy");
          queue.push_back(file);
          if (!idle.empty()) {
            feed(idle.back());
            idle.pop_back();
          }
          return caf::unit;
        },
    };
  }
  void feed(const caf::actor& free) {
    if (queue.empty()) return idle.push_back(free);
    auto file = std::move(queue.front());
    queue.pop_front();
    self->mail(caf::put_atom_v, std::move(file))
        .request(free, std::chrono::minutes(1))
        .then([this, free] { feed(free); },
              [this, free](const caf::error& reason) {
                self->println("job failed: {}", reason);
                self->run_delayed(std::chrono::seconds(1), [this, free] { feed(free); });  // may still be busy
              });
  }
  static constexpr std::size_t most = 100;
  caf::event_based_actor* self;
  std::deque<std::string> queue;
  std::vector<caf::actor> idle;
};
