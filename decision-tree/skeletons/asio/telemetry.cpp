// Asio measures nothing itself: whoever posts notes the time, and what was measured goes to the metrics.
#include <asio.hpp>

#include <chrono>
#include <utility>

using Clock = std::chrono::steady_clock;
/// The metrics client that the program has.
void record(const char* name, Clock::duration value);

template <class Strand, class Work>
void postMeasured(const Strand& strand, Work work) {
  asio::post(strand, [posted = Clock::now(), work = std::move(work)]() mutable {
    const auto begin = Clock::now();
    record("renderer.waited", begin - posted);
    work();
    record("renderer.worked", Clock::now() - begin);
  });
}

void draw(int frame);
void onFrame(const asio::strand<asio::any_io_executor>& strand, int number) {
  postMeasured(strand, [number] { draw(number); });
}
