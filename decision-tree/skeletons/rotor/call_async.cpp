// The answer, the failure and the time-out arrive in one handler. Meanwhile this actor handles other messages.
#include <rotor.hpp>

#include <string>

namespace r = rotor;
const auto price_limit = r::pt::milliseconds(500);
struct price_t {
  long amount;
};
struct get_price_t {
  using response_t = price_t;
  std::string article;
};
struct sell_t {
  std::string article;
};
using price_answer_t = r::request_traits_t<get_price_t>::response::message_t;

struct till_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.discover_name("catalogue", catalogue).link(); });
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&till_t::on_sell);
      p.subscribe_actor(&till_t::on_price);
    });
  }
  void on_sell(r::message_t<sell_t>& message) noexcept {
    request<get_price_t>(catalogue, get_price_t{message.payload.article}).send(price_limit);
  }
  void on_price(price_answer_t& message) noexcept {
    if (message.payload.ee) return void(++missed);  // first: too late, or the other side failed
    total += message.payload.res.amount;
  }
  r::address_ptr_t catalogue;
  long total = 0;
  int missed = 0;
};
