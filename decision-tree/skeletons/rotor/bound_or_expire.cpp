// A table that grows has a maximum and an age. A timer of rotor fires once, so it is started anew each time.
#include <rotor.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <string>

namespace r = rotor;
using clock_type = std::chrono::steady_clock;
struct seen_t {
  std::string id;
};

struct table_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&table_t::on_seen); });
  }
  void on_start() noexcept override {
    r::actor_base_t::on_start();
    start_timer(r::pt::minutes(1), *this, &table_t::on_sweep);
  }
  void on_seen(r::message_t<seen_t>& message) noexcept {
    if (times.size() < most) times[message.payload.id] = clock_type::now();
  }
  void on_sweep(r::request_id_t, bool cancelled) noexcept {
    if (cancelled) return;
    const auto oldest = clock_type::now() - std::chrono::minutes(10);
    for (auto i = times.begin(); i != times.end();) i = i->second < oldest ? times.erase(i) : std::next(i);
    start_timer(r::pt::minutes(1), *this, &table_t::on_sweep);
  }
  static constexpr std::size_t most = 10'000;
  std::map<std::string, clock_type::time_point> times;
};
