// CAF 0.17 measures nothing itself: the time of sending travels along, and what was measured goes to the metrics.
#include <caf/all.hpp>

#include <chrono>
#include <cstdint>

using frame_atom = caf::atom_constant<caf::atom("frame")>;
using clock_type = std::chrono::steady_clock;
void draw(int frame);
/// The metrics client that the program has.
void record(const char* name, clock_type::duration value);

caf::behavior renderer(caf::event_based_actor*) {
  return {
      [](frame_atom, int number, std::int64_t sent) {
        const auto begin = clock_type::now();
        record("renderer.waited", begin.time_since_epoch() - clock_type::duration(sent));
        draw(number);
        record("renderer.worked", clock_type::now() - begin);
      },
  };
}

void send_frame(caf::event_based_actor* self, const caf::actor& renderer, int number) {
  self->send(renderer, frame_atom::value, number, std::int64_t{clock_type::now().time_since_epoch().count()});
}
