// tdactor measures nothing itself: the time of sending travels along, and what was measured goes to the metrics.
#include "td/actor/actor.h"

#include <chrono>

using Clock = std::chrono::steady_clock;
void draw(int frame);
/// The metrics client that the program has.
void record(const char* name, Clock::duration value);

class Renderer final : public td::Actor {
 public:
  void on_frame(int number, Clock::time_point sent) {
    const auto begin = Clock::now();
    record("renderer.waited", begin - sent);
    draw(number);
    record("renderer.worked", Clock::now() - begin);
  }
};

void send_frame(td::ActorId<Renderer> renderer, int number) {
  td::send_closure(renderer, &Renderer::on_frame, number, Clock::now());
}
