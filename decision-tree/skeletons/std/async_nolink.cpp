// The failure is a value, and nobody waits longer than the answer is worth.
#include <chrono>
#include <exception>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <variant>

using namespace std::chrono_literals;
constexpr auto kPreviewLimit = 3s;

struct Failure {
  std::string reason;
};
using Outcome = std::variant<std::string, Failure>;
std::string renderPreview(const std::string& page);

class Preview {
 public:
  explicit Preview(std::string page) : thread_([this, text = std::move(page)] { run(text); }) {}

  Outcome result() {
    if (outcome_.wait_for(kPreviewLimit) != std::future_status::ready) return Failure{"too slow"};
    return outcome_.get();
  }

 private:
  void run(const std::string& page) noexcept {
    try {
      promise_.set_value(renderPreview(page));
    } catch (const std::exception& error) {
      promise_.set_value(Failure{error.what()});
    }
  }
  std::promise<Outcome> promise_;
  std::shared_future<Outcome> outcome_ = promise_.get_future().share();
  std::jthread thread_;
};
