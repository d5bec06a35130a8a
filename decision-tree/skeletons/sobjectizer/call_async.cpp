// The answer and the time-out arrive later as messages. Meanwhile this agent handles others.
#include <so_5/all.hpp>
#include <so_5_extra/async_op/time_limited.hpp>

#include <chrono>
#include <string>

using namespace std::chrono_literals;
constexpr auto price_limit = 500ms;
struct price_query {
  std::string article;
  so_5::mbox_t answer_to;
};
struct price {
  long amount;
};
struct price_is_late final : public so_5::signal_t {};
struct sell {
  std::string article;
};

class till final : public so_5::agent_t {
 public:
  till(context_t ctx, so_5::mbox_t catalogue) : so_5::agent_t(std::move(ctx)), catalogue_(std::move(catalogue)) {}
  void so_define_agent() override { so_subscribe_self().event(&till::on_sell); }

 private:
  void on_sell(so_5::mhood_t<sell> cmd) {
    so_5::extra::async_op::time_limited::make<price_is_late>(*this)
        .completed_on(*this, so_default_state(), [this](so_5::mhood_t<price> answer) { total_ += answer->amount; })
        .default_timeout_handler([this](so_5::mhood_t<price_is_late>) { ++missed_; })
        .activate(price_limit);
    so_5::send<price_query>(catalogue_, cmd->article, so_direct_mbox());
  }
  so_5::mbox_t catalogue_;
  long total_ = 0;
  int missed_ = 0;
};
