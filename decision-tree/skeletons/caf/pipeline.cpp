// The reader holds permits: it polls only while fewer than N elements are under way, and acknowledges after the work.
#include <caf/all.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

using poll_atom = caf::atom_constant<caf::atom("poll")>;
using work_atom = caf::atom_constant<caf::atom("work")>;

/// The client library of the source; it returns at once.
struct source {
  std::function<bool(std::uint64_t& id, std::string& body)> try_poll;
  std::function<void(std::uint64_t id)> ack, fail;
};
struct reader_state {
  source from;
  int permits = 64;
};

caf::behavior reader(caf::stateful_actor<reader_state>* self, source from, const caf::actor& workers) {
  self->state.from = std::move(from);
  self->send(self, poll_atom::value);
  return {
      [=](poll_atom) {
        auto& state = self->state;
        std::uint64_t id = 0;
        std::string body;
        while (state.permits > 0 && state.from.try_poll(id, body)) {
          --state.permits;
          self->request(workers, std::chrono::seconds(30), work_atom::value, body)
              .then(
                  [=] {
                    ++self->state.permits;
                    self->state.from.ack(id);
                  },
                  [=](caf::error&) {
                    ++self->state.permits;
                    self->state.from.fail(id);
                  });
        }
        self->delayed_send(self, std::chrono::milliseconds(20), poll_atom::value);
      },
  };
}
