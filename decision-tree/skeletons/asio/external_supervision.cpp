// An exception that leaves a handler leaves run() and the program, and the process manager starts it again.
// The unit file has the limit: Restart=on-failure, StartLimitIntervalSec=60, StartLimitBurst=5.
#include <asio.hpp>

#include <exception>

asio::awaitable<void> serve();

int main() {
  asio::io_context context;
  asio::co_spawn(context, serve(), [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);  // with asio::detached nobody would hear of it
  });
  context.run();
}
