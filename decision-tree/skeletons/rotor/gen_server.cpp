// State of its own. A cast is a message, a call is a request with a response type.
#include <rotor.hpp>

namespace r = rotor;
struct deposit_t {
  long amount;
};
struct balance_t {
  long amount;
};
struct get_balance_t {
  using response_t = balance_t;
};
using get_message_t = r::request_traits_t<get_balance_t>::request::message_t;

struct account_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&account_t::on_deposit);
      p.subscribe_actor(&account_t::on_balance);
    });
  }
  void on_deposit(r::message_t<deposit_t>& message) noexcept { balance += message.payload.amount; }
  void on_balance(get_message_t& message) noexcept { reply_to(message, balance); }

  long balance = 0;
};

struct till_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void pay(long amount) { send<deposit_t>(account, amount); }
  r::address_ptr_t account;
};
