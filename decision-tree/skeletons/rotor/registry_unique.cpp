// The registry refuses a name that is taken, and the plugin takes a name out when its owner shuts down.
#include <rotor.hpp>

#include <string>
#include <utility>

namespace r = rotor;

struct session_config_t : r::actor_config_t {
  using r::actor_config_t::actor_config_t;
  std::string user;
};
template <class Actor>
struct session_builder_t : r::actor_config_builder_t<Actor> {
  using builder_t = typename Actor::template config_builder_t<Actor>;
  using parent_t = r::actor_config_builder_t<Actor>;
  using parent_t::parent_t;
  builder_t&& user(std::string value) && noexcept {
    parent_t::config.user = std::move(value);
    return std::move(*static_cast<builder_t*>(this));
  }
};

struct session_t : r::actor_base_t {
  using config_t = session_config_t;
  template <class Actor>
  using config_builder_t = session_builder_t<Actor>;
  explicit session_t(config_t& config) : r::actor_base_t(config), user(config.user) {}

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    // A second session of this user fails to start, and its supervisor hears of it.
    plugin.with_casted<r::plugin::registry_plugin_t>(
        [&](auto& p) { p.register_name("session." + user, get_address()); });
  }
  std::string user;
};
