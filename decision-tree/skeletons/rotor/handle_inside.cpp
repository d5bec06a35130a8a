// A connection that cannot be made is expected: the next try waits twice as long. Starting promises a manager only.
#include <rotor.hpp>

#include <algorithm>

namespace r = rotor;
struct connected_t {};
struct connect_t {
  using response_t = connected_t;
};

struct link_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.discover_name("connector", connector).link(); });
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&link_t::on_connected); });
  }
  void on_start() noexcept override {  // after the answer to whoever started this
    r::actor_base_t::on_start();
    connect();
  }
  void connect() noexcept { request<connect_t>(connector).send(r::pt::seconds(5)); }
  void on_connected(r::request_traits_t<connect_t>::response::message_t& message) noexcept {
    up = !message.payload.ee;
    if (up) return void(pause = shortest);
    start_timer(pause, *this, &link_t::on_pause);
    pause = std::min(pause * 2, longest);
  }
  void on_pause(r::request_id_t, bool cancelled) noexcept {
    if (!cancelled) connect();
  }

  const r::pt::time_duration shortest = r::pt::milliseconds(100);
  const r::pt::time_duration longest = r::pt::seconds(30);
  r::address_ptr_t connector;
  r::pt::time_duration pause = shortest;
  bool up = false;  // others are answered with an error meanwhile
};
