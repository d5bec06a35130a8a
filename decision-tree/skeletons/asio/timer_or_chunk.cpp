// A long job does one part per turn and posts the rest, behind what has come meanwhile. Each turn uses something up.
#include <asio.hpp>

#include <memory>
#include <utility>
#include <vector>

void index(int document);

class Indexer : public std::enable_shared_from_this<Indexer> {
 public:
  explicit Indexer(asio::any_io_executor executor) : strand_(asio::make_strand(executor)) {}

  void rebuild(std::vector<int> documents) {
    asio::post(strand_, [self = shared_from_this(), documents = std::move(documents)]() mutable {
      const bool idle = self->left_.empty();
      self->left_ = std::move(documents);
      if (idle) self->part();
    });
  }

 private:
  void part() {
    for (int i = 0; i < 100 && !left_.empty(); ++i) {
      index(left_.back());
      left_.pop_back();
    }
    if (!left_.empty()) asio::post(strand_, [self = shared_from_this()] { self->part(); });
  }
  asio::strand<asio::any_io_executor> strand_;
  std::vector<int> left_;
};
