// Collected by number or by time before the expensive write. Each element is answered when its batch is written.
#include <so_5/all.hpp>

#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
struct row {
  double value;
  so_5::mbox_t answer_to;
};
struct row_done {
  bool ok;
};
/// One answer per row: what could not be written does not take the others along.
std::vector<bool> write_rows(const std::vector<row>& rows);

/// Bound to a thread of its own, since writing blocks.
class batcher final : public so_5::agent_t {
  struct late final : public so_5::signal_t {};

 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override {
    so_subscribe_self().event(&batcher::on_row).event([this](so_5::mhood_t<late>) { flush(); });
  }

 private:
  void on_row(so_5::mhood_t<row> next) {
    if (rows_.empty()) timer_ = so_5::send_periodic<late>(*this, 200ms, 0ms);  // once
    rows_.push_back(*next);
    if (rows_.size() == most) flush();
  }
  void flush() {
    timer_.release();
    const std::vector<row> rows = std::exchange(rows_, {});
    const std::vector<bool> written = write_rows(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) so_5::send<row_done>(rows[i].answer_to, bool{written[i]});
  }
  static constexpr std::size_t most = 500;
  std::vector<row> rows_;
  so_5::timer_id_t timer_;
};
