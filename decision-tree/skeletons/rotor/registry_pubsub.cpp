// An address is a topic: any actor may subscribe to it, and its subscriptions end with it.
#include <rotor.hpp>

#include <string>

namespace r = rotor;
struct news_t {
  std::string text;
};

struct reader_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) {
      p.discover_name("weather", topic, true).link(false).callback([this](auto, auto& ee) {
        if (!ee) subscribe(&reader_t::on_news, topic);
      });
    });
  }
  void on_news(r::message_t<news_t>& message) noexcept;
  r::address_ptr_t topic;
};

struct weather_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::address_maker_plugin_t>([&](auto& p) { topic = p.create_address(); });
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.register_name("weather", topic); });
  }
  void publish(const std::string& text) { send<news_t>(topic, text); }
  r::address_ptr_t topic;
};
