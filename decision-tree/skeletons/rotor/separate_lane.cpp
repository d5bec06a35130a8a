// rotor handles messages in order of arrival. Control is an actor on another thread that data never waits for; data
// asks it.
#include <rotor.hpp>

#include <atomic>
#include <memory>

namespace r = rotor;
struct reload_t {};
struct frame_t {
  int number;
};
void draw(int number, bool reload) noexcept;

/// Under another supervisor than the renderer.
struct control_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&control_t::on_reload); });
  }
  void on_reload(r::message_t<reload_t>&) noexcept { *reload = true; }
  std::shared_ptr<std::atomic<bool>> reload;
};

struct renderer_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&renderer_t::on_frame); });
  }
  void on_frame(r::message_t<frame_t>& message) noexcept { draw(message.payload.number, reload->exchange(false)); }
  std::shared_ptr<std::atomic<bool>> reload;  // the same one; both get it through their configuration
};
