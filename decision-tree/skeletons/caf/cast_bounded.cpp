// A mailbox of CAF has no limit. The sender keeps one: so many unanswered, and what is more is dropped and counted
// here.
#include <caf/all.hpp>

#include <chrono>
#include <cstddef>

using sample_atom = caf::atom_constant<caf::atom("sample")>;
using count_atom = caf::atom_constant<caf::atom("count")>;

struct sensor_state {
  static constexpr std::size_t most = 100;
  std::size_t open = 0;
  std::size_t dropped = 0;
};

caf::behavior sensor(caf::stateful_actor<sensor_state>* self, const caf::actor& archive) {
  return {
      [=](sample_atom, double value) {
        auto& state = self->state;
        if (state.open == sensor_state::most) {
          ++state.dropped;
          return;
        }
        ++state.open;
        auto done = [=] { --self->state.open; };
        self->request(archive, std::chrono::seconds(5), sample_atom::value, value).then(done, [=](caf::error&) {
          done();
        });
      },
      [=](count_atom) { return self->state.dropped; },
  };
}
