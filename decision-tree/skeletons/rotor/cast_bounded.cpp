// Queues of rotor have no limit. The sender keeps one: so many unanswered, and what is more is dropped and counted
// here.
#include <rotor.hpp>

#include <cstddef>

namespace r = rotor;
struct stored_t {};
struct sample_t {
  using response_t = stored_t;
  double value;
};
struct reading_t {
  double value;
};

struct sensor_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.discover_name("archive", archive).link(); });
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&sensor_t::on_reading);
      p.subscribe_actor(&sensor_t::on_stored);
    });
  }
  void on_reading(r::message_t<reading_t>& message) noexcept {
    if (open == most) return void(++dropped);
    ++open;
    request<sample_t>(archive, sample_t{message.payload.value}).send(r::pt::seconds(5));
  }
  void on_stored(r::request_traits_t<sample_t>::response::message_t& message) noexcept {
    --open;
    if (message.payload.ee) ++dropped;
  }
  static constexpr std::size_t most = 100;
  r::address_ptr_t archive;
  std::size_t open = 0;
  std::size_t dropped = 0;  // reported by a timer
};
