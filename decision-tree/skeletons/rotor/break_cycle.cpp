// The till asks the bank and links to it; the bank never asks back: what it needs travels along with the question.
#include <rotor.hpp>

namespace r = rotor;
struct paid_t {
  bool ok;
};
struct payment_t {
  using response_t = paid_t;
  long amount;
  long limit;
};
struct new_limit_t {
  long limit;
};  // what the bank has to say is a message
using payment_message_t = r::request_traits_t<payment_t>::request::message_t;

struct bank_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&bank_t::on_payment); });
  }
  void on_payment(payment_message_t& message) noexcept {
    const payment_t& payment = message.payload.request_payload;
    reply_to(message, payment.amount <= payment.limit);
  }
};

struct till_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&till_t::on_limit);
      p.subscribe_actor(&till_t::on_paid);
    });
  }
  void pay(long amount) { request<payment_t>(bank, payment_t{amount, limit}).send(r::pt::seconds(1)); }
  void on_limit(r::message_t<new_limit_t>& message) noexcept { limit = message.payload.limit; }
  void on_paid(r::request_traits_t<payment_t>::response::message_t& message) noexcept {
    if (!message.payload.ee && message.payload.res.ok) ++paid;
  }
  r::address_ptr_t bank;
  long limit = 0;
  int paid = 0;
};
