// N equal owners. The hash of the key selects one, at the one place that sends.
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

class Stock {
 public:
  void post(const std::string& article, int pieces);  ///< into a mailbox and thread of its own
};

class Stocks {
 public:
  explicit Stocks(std::size_t parts) {
    for (std::size_t i = 0; i < parts; ++i) parts_.push_back(std::make_unique<Stock>());
  }
  void post(const std::string& article, int pieces) { partOf(article).post(article, pieces); }

 private:
  Stock& partOf(const std::string& article) { return *parts_[std::hash<std::string>{}(article) % parts_.size()]; }
  std::vector<std::unique_ptr<Stock>> parts_;
};
