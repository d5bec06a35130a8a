// Asked to stop by a signal, given some time, then stopped. The work guard goes first, so that run() ends by itself.
#include <asio.hpp>

#include <chrono>
#include <memory>

using namespace std::chrono_literals;

class Service {
 public:
  void close();  ///< stops accepting, cancels its timers, answers what is open
};

void runUntilSignal(asio::io_context& context, Service& service) {
  asio::signal_set signals(context, SIGINT, SIGTERM);
  asio::steady_timer limit(context);
  signals.async_wait([&](const asio::error_code& error, int) {
    if (error) return;
    service.close();
    limit.expires_after(5s);
    limit.async_wait([&](const asio::error_code& cancelled) {
      if (!cancelled) context.stop();  // drops what is still queued
    });
  });
  context.run();
}
