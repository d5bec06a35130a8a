// N strands, each with its own part of the state. The hash of the key selects one, at the one place that posts.
#include <asio.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

class Stocks {
 public:
  Stocks(asio::any_io_executor executor, std::size_t parts) {
    for (std::size_t i = 0; i < parts; ++i) parts_.push_back(std::make_shared<Part>(executor));
  }
  void take(const std::string& article, int pieces) {
    const auto& part = parts_[std::hash<std::string>{}(article) % parts_.size()];
    asio::post(part->strand, [part, article, pieces] { part->pieces[article] -= pieces; });
  }

 private:
  struct Part {
    explicit Part(asio::any_io_executor executor) : strand(asio::make_strand(executor)) {}
    asio::strand<asio::any_io_executor> strand;
    std::map<std::string, int> pieces;
  };
  std::vector<std::shared_ptr<Part>> parts_;
};
