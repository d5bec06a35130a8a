// A thread of one's own may wait, but with a limit, and the promise belongs to the one who answers.
#include <chrono>
#include <functional>
#include <future>
#include <optional>
#include <utility>

using namespace std::chrono_literals;
constexpr auto kBalanceLimit = 2s;

struct BalanceQuestion {
  std::promise<long> answer;
};

/// Empty: the server did not answer in time. For `main`, tools and tests.
std::optional<long> balanceOf(const std::function<void(BalanceQuestion)>& post) {
  BalanceQuestion question;
  std::future<long> answer = question.answer.get_future();
  post(std::move(question));  // the promise moves along, so a late answer finds it alive
  if (answer.wait_for(kBalanceLimit) != std::future_status::ready) return std::nullopt;
  return answer.get();
}
