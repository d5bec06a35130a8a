// A long job does one part per turn. Marked as work that takes long, so that timers are looked at between the parts.
#include <rotor.hpp>

#include <vector>

namespace r = rotor;
struct rebuild_t {
  std::vector<int> documents;
};
struct part_t {};
void index(int document) noexcept;

struct indexer_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&indexer_t::on_rebuild);
      p.subscribe_actor(&indexer_t::on_part)->tag_io();
    });
  }
  void on_rebuild(r::message_t<rebuild_t>& message) noexcept {
    const bool idle = left.empty();
    left = message.payload.documents;
    if (idle) send<part_t>(get_address());
  }
  void on_part(r::message_t<part_t>&) noexcept {
    for (int i = 0; i < 100 && !left.empty(); ++i) {
      index(left.back());
      left.pop_back();
    }
    if (!left.empty()) send<part_t>(get_address());
  }
  std::vector<int> left;
};
