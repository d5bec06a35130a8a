// An embedded store has one owner on a thread of its own, since writing blocks. Awaiting it blocks nobody else.
#include <asio.hpp>

#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>

class Store {
 public:
  explicit Store(const std::string& path) : file_(path, std::ios::app) {}
  ~Store() { thread_.join(); }

  /// Returns after the write, to where it was awaited; throws when it failed.
  asio::awaitable<void> put(std::string line) {
    return asio::co_spawn(thread_, write(std::move(line)), asio::use_awaitable);
  }

 private:
  asio::awaitable<void> write(std::string line) {
    if (!(file_ << line << std::endl)) throw std::runtime_error("cannot write");
    co_return;
  }
  std::ofstream file_;
  asio::thread_pool thread_{1};
};
