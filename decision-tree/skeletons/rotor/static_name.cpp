// A name in the registry of the root supervisor. Who discovers it waits until it is there, and is linked to its owner.
#include <rotor.hpp>

#include <string>

namespace r = rotor;
constexpr const char* printer_name = "printer";
struct print_t {
  std::string text;
};

struct printer_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.register_name(printer_name, get_address()); });
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&printer_t::on_print); });
  }
  void on_print(r::message_t<print_t>& message) noexcept;
};

struct office_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>(
        [&](auto& p) { p.discover_name(printer_name, printer, true).link(); });
  }
  void print(const std::string& text) { send<print_t>(printer, text); }
  r::address_ptr_t printer;
};
