// Collected by number or by time before the expensive write. Each element is answered when its batch is written.
#include <caf/all.hpp>

#include <chrono>
#include <utility>
#include <vector>

using row_atom = caf::atom_constant<caf::atom("row")>;
using flush_atom = caf::atom_constant<caf::atom("flush")>;
/// One answer per row: what could not be written does not take the others along.
std::vector<caf::error> write_rows(const std::vector<double>& rows);

struct batcher_state {
  static constexpr std::size_t most = 500;
  std::vector<double> rows;
  std::vector<caf::response_promise> open;

  void flush() {
    const auto results = write_rows(std::exchange(rows, {}));
    auto promises = std::exchange(open, {});
    for (std::size_t i = 0; i < promises.size(); ++i)
      results[i] ? promises[i].deliver(results[i]) : promises[i].deliver(caf::unit);
  }
};

/// Spawned with caf::detached, since writing blocks.
caf::behavior batcher(caf::stateful_actor<batcher_state>* self) {
  return {
      [=](row_atom, double row) {
        auto& state = self->state;
        if (state.rows.empty()) self->delayed_send(self, std::chrono::milliseconds(200), flush_atom::value);
        state.rows.push_back(row);
        state.open.push_back(self->make_response_promise());
        auto promise = state.open.back();
        if (state.rows.size() == batcher_state::most) state.flush();
        return promise;
      },
      [=](flush_atom) {
        if (!self->state.rows.empty()) self->state.flush();
      },
  };
}
