// State of its own. A cast is a message, a call is a request_reply_t of so5extra that the handler answers.
#include <so_5/all.hpp>
#include <so_5_extra/sync/pub.hpp>

struct deposit {
  long amount;
};
struct get_balance final : public so_5::signal_t {};
using ask_balance = so_5::extra::sync::request_reply_t<get_balance, long>;

class account final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override { so_subscribe_self().event(&account::on_deposit).event(&account::on_balance); }

 private:
  void on_deposit(so_5::mhood_t<deposit> cmd) { balance_ += cmd->amount; }
  void on_balance(ask_balance::request_mhood_t cmd) { cmd->make_reply(balance_); }

  long balance_ = 0;
};

void pay(const so_5::mbox_t& account, long amount) { so_5::send<deposit>(account, amount); }
