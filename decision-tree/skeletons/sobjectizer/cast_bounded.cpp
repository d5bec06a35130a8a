// The mailbox has a limit per message type; what is more goes to a counter, and all else has its own, wider limit.
#include <so_5/all.hpp>

struct sample {
  double value;
};
struct sample_lost final : public so_5::signal_t {};

class loss_counter final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override {
    so_subscribe_self().event([this](so_5::mhood_t<sample_lost>) { ++lost_; });
  }

 private:
  unsigned long lost_ = 0;  // reported by a timer
};

class archive final : public so_5::agent_t {
 public:
  archive(context_t ctx, so_5::mbox_t losses)
      : so_5::agent_t(ctx +
                      limit_then_transform<sample>(
                          100, [losses](const sample&) { return so_5::make_transformed<sample_lost>(losses); }) +
                      limit_then_abort<any_unspecified_message>(1000)) {}

  void so_define_agent() override { so_subscribe_self().event(&archive::on_sample); }

 private:
  void on_sample(so_5::mhood_t<sample> cmd) { sum_ += cmd->value; }
  double sum_ = 0;
};
