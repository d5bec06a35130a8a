// A request that describes the state to a person. It answers with text, so that no feature is built on it.
#include <rotor.hpp>

#include <string>

namespace r = rotor;
struct take_t {
  int pieces;
};
struct description_t {
  std::string text;
};
struct describe_t {
  using response_t = description_t;
};
using describe_message_t = r::request_traits_t<describe_t>::request::message_t;

struct stock_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&stock_t::on_take);
      p.subscribe_actor(&stock_t::on_describe);
    });
  }
  void on_take(r::message_t<take_t>& message) noexcept {
    message.payload.pieces <= pieces ? pieces -= message.payload.pieces : ++refused;
  }
  void on_describe(describe_message_t& message) noexcept {
    reply_to(message, "pieces " + std::to_string(pieces) + ", refused " + std::to_string(refused));
  }
  int pieces = 100;
  int refused = 0;
};
