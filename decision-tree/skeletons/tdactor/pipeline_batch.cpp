// Collected by number or by time before the expensive write. Each element is answered when its batch is written.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <cstddef>
#include <utility>

/// One answer per row: what could not be written does not take the others along.
td::vector<td::Status> write_rows(const td::vector<double>& rows);

/// On a scheduler of its own, since writing blocks.
class Batcher final : public td::Actor {
 public:
  void add(double row, td::Promise<td::Unit> promise) {
    if (rows_.empty()) set_timeout_in(0.2);
    rows_.push_back(row);
    promises_.push_back(std::move(promise));
    if (rows_.size() == kMost) flush();
  }

 private:
  void timeout_expired() final { flush(); }
  void flush() {
    cancel_timeout();
    auto results = write_rows(std::exchange(rows_, {}));
    auto promises = std::exchange(promises_, {});
    for (std::size_t i = 0; i < promises.size(); i++) {
      if (results[i].is_error())
        promises[i].set_error(std::move(results[i]));
      else
        promises[i].set_value(td::Unit());
    }
  }
  static constexpr std::size_t kMost = 500;
  td::vector<double> rows_;
  td::vector<td::Promise<td::Unit>> promises_;
};
