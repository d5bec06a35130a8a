// Collected by number or by time before the expensive write. Each element is answered when its batch is written.
#include <rotor.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace r = rotor;
struct written_t {
  bool ok;
};
struct row_t {
  using response_t = written_t;
  double value;
};
using row_message_t = r::request_traits_t<row_t>::request::message_t;
using row_ptr_t = r::intrusive_ptr_t<row_message_t>;
/// One answer per row: what could not be written does not take the others along.
std::vector<bool> write_rows(const std::vector<row_ptr_t>& rows) noexcept;

/// Under a supervisor with a thread of its own, since writing blocks.
struct batcher_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&batcher_t::on_row)->tag_io(); });
  }
  void on_row(row_message_t& message) noexcept {
    if (rows.empty()) timer = start_timer(r::pt::milliseconds(200), *this, &batcher_t::on_timer);
    rows.emplace_back(&message);
    if (rows.size() == most) cancel_timer(timer);  // flushes
  }
  void on_timer(r::request_id_t, bool) noexcept {
    const auto batch = std::exchange(rows, {});
    const auto written = write_rows(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) reply_to(*batch[i], bool{written[i]});
  }
  static constexpr std::size_t most = 500;
  std::vector<row_ptr_t> rows;
  r::request_id_t timer = 0;
};
