// A fixed number of workers on schedulers of their own, and a queue with a limit in front of them.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <cstddef>
#include <deque>

class Worker final : public td::Actor {
 public:
  void work(td::string file, td::Promise<td::Unit> promise);  // may block: its scheduler is its own
};

class Pool final : public td::Actor {
 public:
  void submit(td::string file, td::Promise<td::Unit> promise) {
    if (queue_.size() == kMost) return promise.set_error(td::Status::Error(429, "busy"));
    queue_.push_back(std::move(file));
    promise.set_value(td::Unit());
    loop();
  }
  void on_done(std::size_t worker, td::Result<td::Unit> result) {
    failed_ += result.is_error();
    idle_.push_back(worker);
    loop();
  }

 private:
  void start_up() final {
    for (td::int32 i = 0; i < 4; i++) {
      workers_.push_back(td::create_actor_on_scheduler<Worker>("Worker", i + 1));
      idle_.push_back(workers_.size() - 1);
    }
  }
  void loop() final {
    if (idle_.empty() || queue_.empty()) return;
    const auto worker = idle_.back();
    idle_.pop_back();
    td::send_closure(workers_[worker], &Worker::work, std::move(queue_.front()),
                     td::PromiseCreator::lambda([self = actor_id(this), worker](td::Result<td::Unit> result) {
                       td::send_closure(self, &Pool::on_done, worker, std::move(result));
                     }));
    queue_.pop_front();
  }
  static constexpr std::size_t kMost = 100;
  td::vector<td::ActorOwn<Worker>> workers_;
  td::vector<std::size_t> idle_;
  std::deque<td::string> queue_;
  int failed_ = 0;
};
