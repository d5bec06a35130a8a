// tdactor has no bounded fan-out: N workers, each of which gets its next element when it has answered the last one.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <cstddef>

class Measurer final : public td::Actor {
 public:
  void measure(td::string file, td::Promise<td::int64> promise);
};

class Survey final : public td::Actor {
 public:
  explicit Survey(td::vector<td::string> files) : files_(std::move(files)) {}

  void on_measured(std::size_t worker, td::Result<td::int64> size) {
    open_--;
    size.is_ok() ? void(sum_ += size.ok()) : void(++failed_);
    feed(worker);
    if (open_ == 0) stop();
  }

 private:
  void start_up() final {
    for (td::int32 i = 0; i < 4; i++) {
      workers_.push_back(td::create_actor_on_scheduler<Measurer>("Measurer", i + 1));
      feed(workers_.size() - 1);
    }
  }
  void feed(std::size_t worker) {
    if (files_.empty()) return;
    auto file = std::move(files_.back());
    files_.pop_back();
    open_++;
    td::send_closure(workers_[worker], &Measurer::measure, std::move(file),
                     td::PromiseCreator::lambda([self = actor_id(this), worker](td::Result<td::int64> size) {
                       td::send_closure(self, &Survey::on_measured, worker, std::move(size));
                     }));
  }
  td::vector<td::string> files_;
  td::vector<td::ActorOwn<Measurer>> workers_;
  td::int64 sum_ = 0;
  int failed_ = 0;
  int open_ = 0;
};
