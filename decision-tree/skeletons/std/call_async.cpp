// A call without waiting: the question carries where the answer goes, and the asker keeps the limit itself.
#include <chrono>
#include <functional>
#include <map>
#include <utility>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
constexpr auto kPriceLimit = 500ms;

struct PriceQuestion {
  std::function<void(long)> answer;  ///< posts into the asker's mailbox
};

class Cashier {
 public:
  Cashier(std::function<void(PriceQuestion)> catalogue, std::function<void(unsigned, long)> postToSelf)
      : askCatalogue_(std::move(catalogue)), postToSelf_(std::move(postToSelf)) {}

  void askPrice() {
    const unsigned id = ++last_;
    open_.emplace(id, Clock::now() + kPriceLimit);
    askCatalogue_({[post = postToSelf_, id](long price) { post(id, price); }});
  }
  /// The loop hands the answer over as a message of its own; one that comes too late is for nobody.
  void onPrice(unsigned id, long price) {
    if (open_.erase(id) == 1) total_ += price;
  }
  /// The loop calls it when `wait_until` has reached the earliest limit.
  void onTime(Clock::time_point now) {
    missed_ += std::erase_if(open_, [now](const auto& question) { return question.second <= now; });
  }

 private:
  std::function<void(PriceQuestion)> askCatalogue_;
  std::function<void(unsigned, long)> postToSelf_;
  std::map<unsigned, Clock::time_point> open_;
  unsigned last_ = 0;
  std::size_t missed_ = 0;
  long total_ = 0;
};
