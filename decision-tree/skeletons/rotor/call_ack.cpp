// A response without content says that it has happened. The next one goes out after it, so a slow receiver is felt.
#include <rotor.hpp>

#include <deque>
#include <string>

namespace r = rotor;
struct stored_t {};
struct store_line_t {
  using response_t = stored_t;
  std::string line;
};

struct loader_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.discover_name("store", store).link(); });
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&loader_t::on_stored); });
  }
  void on_start() noexcept override {
    r::actor_base_t::on_start();
    next();
  }
  void next() noexcept {
    if (lines.empty()) return do_shutdown();
    request<store_line_t>(store, store_line_t{lines.front()}).send(r::pt::seconds(5));
  }
  void on_stored(r::request_traits_t<store_line_t>::response::message_t& message) noexcept {
    if (const auto& ee = message.payload.ee) return do_shutdown(ee);
    lines.pop_front();  // done, so it need not be sent again
    next();
  }
  r::address_ptr_t store;
  std::deque<std::string> lines;
};
