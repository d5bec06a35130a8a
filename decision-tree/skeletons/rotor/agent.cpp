// One value behind a request. Where nobody needs a message, a std::atomic of a shared constant does without an actor.
#include <rotor.hpp>

#include <string>
#include <utility>

namespace r = rotor;
struct motto_t {
  std::string value;
};
struct get_motto_t {
  using response_t = motto_t;
};
struct set_motto_t {
  std::string value;
};
using get_message_t = r::request_traits_t<get_motto_t>::request::message_t;

struct motto_actor_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&motto_actor_t::on_get);
      p.subscribe_actor(&motto_actor_t::on_set);
    });
  }
  void on_get(get_message_t& message) noexcept { reply_to(message, value); }
  void on_set(r::message_t<set_motto_t>& message) noexcept { value = std::move(message.payload.value); }

  std::string value;
};
