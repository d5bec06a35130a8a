// What is precious lives in an agent without any logic. The one that may fail asks for it whenever it starts anew.
#include <so_5/all.hpp>

#include <map>
#include <string>

using orders = std::map<long, std::string>;
struct put {
  long id;
  std::string order;
};
struct done {
  long id;
};
struct get_all {
  so_5::mbox_t answer_to;
};
struct all_orders {
  orders open;
};

class keeper final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override {
    so_subscribe_self()
        .event([this](so_5::mhood_t<put> cmd) { open_[cmd->id] = cmd->order; })
        .event([this](so_5::mhood_t<done> cmd) { open_.erase(cmd->id); })
        .event([this](so_5::mhood_t<get_all> cmd) { so_5::send<all_orders>(cmd->answer_to, open_); });
  }

 private:
  orders open_;
};

class dispatcher final : public so_5::agent_t {
 public:
  dispatcher(context_t ctx, so_5::mbox_t keeper) : so_5::agent_t(std::move(ctx)), keeper_(std::move(keeper)) {}
  void so_define_agent() override {
    so_subscribe_self()
        .event([this](so_5::mhood_t<all_orders> all) { open_ = all->open; })
        .event([this](so_5::mhood_t<put> cmd) {
          so_5::send(keeper_, cmd);
          open_[cmd->id] = cmd->order;
        })
        .event([this](so_5::mhood_t<done> cmd) {
          so_5::send(keeper_, cmd);
          open_.erase(cmd->id);
        });
  }
  void so_evt_start() override { so_5::send<get_all>(keeper_, so_direct_mbox()); }

 private:
  so_5::mbox_t keeper_;
  orders open_;  // a copy, rebuilt after each start
};
