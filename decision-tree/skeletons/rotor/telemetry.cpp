// rotor measures nothing itself: the time of sending travels along, and what was measured goes to the metrics.
#include <rotor.hpp>

#include <chrono>

namespace r = rotor;
using clock_type = std::chrono::steady_clock;
struct frame_t {
  int number;
  clock_type::time_point sent = clock_type::now();
};
void draw(int number) noexcept;
/// The metrics client that the program has.
void record(const char* name, clock_type::duration value) noexcept;

struct renderer_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&renderer_t::on_frame); });
  }
  void on_frame(r::message_t<frame_t>& message) noexcept {
    const auto begin = clock_type::now();
    record("renderer.waited", begin - message.payload.sent);
    draw(message.payload.number);
    record("renderer.worked", clock_type::now() - begin);
  }
};
