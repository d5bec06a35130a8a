// N coroutines take the next element, and all are awaited. One that fails takes no other along.
#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace asio::experimental::awaitable_operators;

asio::awaitable<long> measure(std::string file);

class Survey {
 public:
  explicit Survey(std::vector<std::string> files) : files_(std::move(files)) {}

  /// On one strand, so the next element needs no lock. Four at once.
  asio::awaitable<long> run() {
    co_await (work() && work() && work() && work());
    co_return sum_;
  }

 private:
  asio::awaitable<void> work() {
    while (next_ < files_.size()) {
      const std::string& file = files_[next_++];
      try {
        sum_ += co_await measure(file);
      } catch (const asio::system_error&) {
        ++failed_;
      }
    }
  }
  std::vector<std::string> files_;
  std::size_t next_ = 0;
  long sum_ = 0;
  int failed_ = 0;
};
