// N coroutines poll, work and acknowledge, one after the other each: never more than N elements are under way.
#include <asio.hpp>

#include <cstdint>
#include <exception>
#include <string>

struct Delivery {
  std::uint64_t id = 0;
  std::string body;
};
class Source {
 public:
  asio::awaitable<Delivery> poll();
  asio::awaitable<void> ack(std::uint64_t id);
  asio::awaitable<void> fail(std::uint64_t id);
};
asio::awaitable<void> process(const Delivery& delivery);

asio::awaitable<void> consume(Source& source) {
  for (;;) {
    const Delivery delivery = co_await source.poll();
    bool done = false;
    try {
      co_await process(delivery);
      done = true;
    } catch (const std::exception&) {
    }
    if (done)
      co_await source.ack(delivery.id);  // after the last effect
    else
      co_await source.fail(delivery.id);
  }
}

void report(std::exception_ptr failure);

void start(asio::io_context& context, Source& source) {
  for (int i = 0; i < 8; ++i)
    asio::co_spawn(context, consume(source), [](std::exception_ptr failure) {
      if (failure) report(failure);
    });
}
