// A table that grows has a maximum and an age per entry.
#include "td/actor/MultiTimeout.h"
#include "td/actor/actor.h"

#include <cstddef>
#include <set>

class Seen final : public td::Actor {
 public:
  void insert(td::int64 id) {
    if (ids_.size() == kMost || !ids_.insert(id).second) return;
    ages_.set_timeout_in(id, 600);
  }

 private:
  void start_up() final {
    ages_.set_callback([](void* seen, td::int64 id) { static_cast<Seen*>(seen)->ids_.erase(id); });
    ages_.set_callback_data(this);
  }
  static constexpr std::size_t kMost = 10000;
  std::set<td::int64> ids_;
  td::MultiTimeout ages_{"Ages"};
};
