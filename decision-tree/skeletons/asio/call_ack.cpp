// Awaited without a result: the next one goes out after it has happened, so a slow receiver is felt.
#include <asio.hpp>

#include <deque>
#include <string>
#include <utility>

class Store {
 public:
  asio::awaitable<void> put(std::string line);  ///< returns after the write, throws when it failed
};

asio::awaitable<void> load(Store& store, std::deque<std::string> lines) {
  while (!lines.empty()) {
    co_await store.put(lines.front());
    lines.pop_front();  // done, so it need not be sent again
  }
}
