// The till asks the bank; the bank never asks back: what it needs travels along, and what it has to say is a message.
#include <so_5/all.hpp>

struct payment {
  long amount;
  long limit;
  so_5::mbox_t answer_to;
};
struct payment_done {
  bool ok;
};
struct new_limit {
  long limit;
};
struct pay {
  long amount;
};

class till final : public so_5::agent_t {
 public:
  till(context_t ctx, so_5::mbox_t bank) : so_5::agent_t(std::move(ctx)), bank_(std::move(bank)) {}

  void so_define_agent() override {
    so_subscribe_self()
        .event([this](so_5::mhood_t<pay> cmd) { so_5::send<payment>(bank_, cmd->amount, limit_, so_direct_mbox()); })
        .event([this](so_5::mhood_t<payment_done> done) { paid_ += done->ok; })
        .event([this](so_5::mhood_t<new_limit> cmd) { limit_ = cmd->limit; });
  }

 private:
  so_5::mbox_t bank_;
  long limit_ = 0;
  int paid_ = 0;
};

class bank final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;

  void so_define_agent() override {
    so_subscribe_self().event(
        [](so_5::mhood_t<payment> cmd) { so_5::send<payment_done>(cmd->answer_to, cmd->amount <= cmd->limit); });
  }
};
