// Children that are known beforehand, under a supervisor that starts them together when all of them are ready.
#include <rotor.hpp>
#include <rotor/thread.hpp>

namespace r = rotor;
namespace rth = rotor::thread;

struct journal_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.register_name("journal", get_address()); });
  }
};
struct till_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>(
        [&](auto& p) { p.discover_name("journal", journal, true).link(); });
  }
  r::address_ptr_t journal;  // the link makes this one end first
};

void run(rth::system_context_thread_t& context) {
  const auto limit = r::pt::seconds(5);
  auto shop = context.create_supervisor<rth::supervisor_thread_t>()
                  .timeout(limit)
                  .create_registry()
                  .synchronize_start()
                  .finish();
  shop->create_actor<journal_t>().timeout(limit).finish();
  shop->create_actor<till_t>().timeout(limit).finish();
  context.run();
}
