// Collected by number or by time before the expensive write. Each element is answered when its batch is written.
#include <caf/all.hpp>

#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

/// One answer per row: what could not be written does not take the others along.
std::vector<caf::error> write_rows(const std::vector<double>& rows);

/// Spawned with caf::detached, since writing blocks.
struct batcher {
  explicit batcher(caf::event_based_actor* actor) : self(actor) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, double row) {
          if (rows.empty()) late = self->run_delayed(std::chrono::milliseconds(200), [this] { flush(); });
          rows.push_back(row);
          auto written = self->make_response_promise<void>();
          open.push_back(written);
          if (rows.size() == most) flush();
          return written;
        },
    };
  }
  void flush() {
    late.dispose();
    const auto results = write_rows(std::exchange(rows, {}));
    auto promises = std::exchange(open, {});
    for (std::size_t i = 0; i < promises.size(); ++i)
      results[i] ? promises[i].deliver(results[i]) : promises[i].deliver();
  }
  static constexpr std::size_t most = 500;
  caf::event_based_actor* self;
  std::vector<double> rows;
  std::vector<caf::typed_response_promise<void>> open;
  caf::disposable late;
};
