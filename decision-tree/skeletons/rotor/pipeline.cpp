// The reader holds permits: it polls only while fewer than N elements are under way, and acknowledges after the work.
#include <rotor.hpp>

#include <cstdint>
#include <functional>
#include <optional>

namespace r = rotor;
struct done_t {};
struct delivery_t {
  using response_t = done_t;
  std::uint64_t id;
};
/// The client library of the source; it returns at once.
struct source_t {
  std::function<std::optional<std::uint64_t>()> try_poll;
  std::function<void(std::uint64_t)> ack, fail;
};

struct reader_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::registry_plugin_t>([&](auto& p) { p.discover_name("workers", workers).link(); });
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&reader_t::on_done); });
  }
  void on_start() noexcept override {
    r::actor_base_t::on_start();
    poll();
  }
  void poll() noexcept {
    while (permits > 0) {
      const auto id = from.try_poll();
      if (!id) break;
      --permits;
      request<delivery_t>(workers, delivery_t{*id}).send(r::pt::seconds(30));
    }
    start_timer(r::pt::milliseconds(20), *this, &reader_t::on_timer);
  }
  void on_timer(r::request_id_t, bool cancelled) noexcept {
    if (!cancelled) poll();
  }
  void on_done(r::request_traits_t<delivery_t>::response::message_t& message) noexcept {
    ++permits;
    const std::uint64_t id = message.payload.req->payload.request_payload.id;
    message.payload.ee ? from.fail(id) : from.ack(id);
  }
  source_t from;
  r::address_ptr_t workers;
  int permits = 64;
};
