// What is precious lives in an actor without any logic. The one that may fail asks for it whenever it starts anew.
#include <rotor.hpp>

#include <map>
#include <string>

namespace r = rotor;
using orders_t = std::map<long, std::string>;
struct put_t {
  long id;
  std::string order;
};
struct done_t {
  long id;
};
struct all_t {
  orders_t open;
};
struct get_all_t {
  using response_t = all_t;
};
using get_message_t = r::request_traits_t<get_all_t>::request::message_t;

struct keeper_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.register_name("keeper", get_address()); });
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&keeper_t::on_put);
      p.subscribe_actor(&keeper_t::on_done);
      p.subscribe_actor(&keeper_t::on_get);
    });
  }
  void on_put(r::message_t<put_t>& message) noexcept { open[message.payload.id] = message.payload.order; }
  void on_done(r::message_t<done_t>& message) noexcept { open.erase(message.payload.id); }
  void on_get(get_message_t& message) noexcept { reply_to(message, open); }
  orders_t open;
};

struct dispatcher_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.discover_name("keeper", keeper).link(); });
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&dispatcher_t::on_all); });
  }
  void on_start() noexcept override {
    r::actor_base_t::on_start();
    request<get_all_t>(keeper).send(r::pt::seconds(5));
  }
  void on_all(r::request_traits_t<get_all_t>::response::message_t& message) noexcept {
    if (const auto& ee = message.payload.ee) return do_shutdown(ee);
    open = message.payload.res.open;
  }
  r::address_ptr_t keeper;
  orders_t open;  // a copy, rebuilt after each start
};
