// Who needs another agent gets its mbox in the constructor. In one cooperation both are there or neither.
#include <so_5/all.hpp>

struct entry {
  long amount;
};
struct pay {
  long amount;
};

class journal final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override {
    so_subscribe_self().event([this](so_5::mhood_t<entry> cmd) { sum_ += cmd->amount; });
  }

 private:
  long sum_ = 0;
};

class till final : public so_5::agent_t {
 public:
  till(context_t ctx, so_5::mbox_t journal) : so_5::agent_t(std::move(ctx)), journal_(std::move(journal)) {}
  void so_define_agent() override {
    so_subscribe_self().event([this](so_5::mhood_t<pay> cmd) { so_5::send<entry>(journal_, cmd->amount); });
  }

 private:
  so_5::mbox_t journal_;
};

void open_shop(so_5::environment_t& env) {
  env.introduce_coop([](so_5::coop_t& coop) {
    const auto* book = coop.make_agent<journal>();
    coop.make_agent<till>(book->so_direct_mbox());
  });
}
