// An embedded store has one owner under a supervisor with a thread of its own. It answers after the write.
#include <rotor.hpp>

#include <fstream>
#include <string>

namespace r = rotor;
struct stored_t {
  bool ok;
};
struct put_t {
  using response_t = stored_t;
  std::string line;
};
using put_message_t = r::request_traits_t<put_t>::request::message_t;

struct store_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    // Marked, so that timers and messages from outside are looked at between two writes.
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&store_t::on_put)->tag_io(); });
  }
  void on_start() noexcept override {
    r::actor_base_t::on_start();
    file.open("orders.log", std::ios::app);
  }
  void on_put(put_message_t& message) noexcept {
    file << message.payload.request_payload.line << std::endl;
    reply_to(message, bool{file});
  }
  std::ofstream file;
};
