// Each actor has a limit for its shutdown, and holds it up by a resource until what it owes is done.
#include <rotor.hpp>

namespace r = rotor;
struct flushed_t {};
struct flush_t {
  using response_t = flushed_t;
};
constexpr r::plugin::resource_id_t open_file = 0;

struct writer_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.discover_name("disk", disk).link(); });
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&writer_t::on_flushed); });
  }
  void shutdown_start() noexcept override {
    resources->acquire(open_file);
    request<flush_t>(disk).send(shutdown_timeout / 2);
    r::actor_base_t::shutdown_start();
  }
  void on_flushed(r::request_traits_t<flush_t>::response::message_t&) noexcept { resources->release(open_file); }

  r::address_ptr_t disk;
};

void start(r::supervisor_t& supervisor) {
  supervisor.create_actor<writer_t>().init_timeout(r::pt::seconds(1)).shutdown_timeout(r::pt::seconds(5)).finish();
}
