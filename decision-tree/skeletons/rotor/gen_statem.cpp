// rotor has no state machine: one enumeration, and each handler says what it does in which phase.
#include <rotor.hpp>

#include <string>

namespace r = rotor;
struct connected_t {};
struct lost_t {};
struct text_t {
  std::string line;
};
void write(const std::string& line) noexcept;

struct link_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  enum class phase_t { connecting, ready };

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&link_t::on_connected);
      p.subscribe_actor(&link_t::on_lost);
      p.subscribe_actor(&link_t::on_text);
    });
  }
  void on_start() noexcept override {
    r::actor_base_t::on_start();
    enter_connecting();
  }
  void enter_connecting() noexcept {
    phase = phase_t::connecting;
    timer = start_timer(r::pt::seconds(10), *this, &link_t::on_limit);
  }
  void on_connected(r::message_t<connected_t>&) noexcept {
    if (phase != phase_t::connecting) return;
    phase = phase_t::ready;
    cancel_timer(timer);
    write(waiting);
  }
  void on_lost(r::message_t<lost_t>&) noexcept {
    if (phase == phase_t::ready) enter_connecting();
  }
  void on_text(r::message_t<text_t>& message) noexcept {
    phase == phase_t::ready ? write(message.payload.line) : void(waiting += message.payload.line);
  }
  void on_limit(r::request_id_t, bool cancelled) noexcept {
    if (!cancelled) do_shutdown();
  }

  phase_t phase = phase_t::connecting;
  r::request_id_t timer = 0;
  std::string waiting;
};
