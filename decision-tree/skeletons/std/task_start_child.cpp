// Work whose result nobody needs still has an owner, who sees it fail and can stop it.
#include <exception>
#include <iostream>
#include <stop_token>
#include <thread>

void removeOldFiles(std::stop_token stop);

class Housekeeper {
 public:
  void start() {
    sweep_ = std::jthread([](std::stop_token stop) noexcept {
      try {
        removeOldFiles(stop);
      } catch (const std::exception& error) {
        std::cerr << "sweep failed: " << error.what() << '\n';
      }
    });
  }

 private:
  std::jthread sweep_;  // stopped and joined with its owner
};
