// What nobody expects ends the program at once, and the process manager starts it again.
// The unit file has the limit: Restart=on-failure, StartLimitIntervalSec=60, StartLimitBurst=5.
#include <cstdlib>
#include <stop_token>
#include <thread>

class Service {
 public:
  /// Handles what is expected. Anything else leaves it as an exception.
  void run(std::stop_token stop);
};

int main() {
  Service service;
  // `noexcept`: an exception that gets this far becomes std::terminate, with the stack still there for the core dump.
  std::jthread loop([&service](std::stop_token stop) noexcept { service.run(stop); });
  loop.join();
  return EXIT_SUCCESS;
}
