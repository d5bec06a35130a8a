// The reader holds permits: it polls only while fewer than N elements are under way, and acknowledges after the work.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <functional>
#include <optional>

/// The client library of the source; it returns at once.
struct Source {
  std::function<std::optional<td::uint64>()> try_poll;
  std::function<void(td::uint64)> ack, fail;
};
class Workers final : public td::Actor {
 public:
  void process(td::uint64 id, td::Promise<td::Unit> promise);
};

class Reader final : public td::Actor {
 public:
  Reader(Source source, td::ActorId<Workers> workers) : source_(std::move(source)), workers_(workers) {}

  void on_done(td::uint64 id, td::Result<td::Unit> result) {
    permits_++;
    result.is_ok() ? source_.ack(id) : source_.fail(id);
  }

 private:
  void loop() final {  // after start_up, and by the timer
    while (permits_ > 0) {
      const auto id = source_.try_poll();
      if (!id) break;
      permits_--;
      td::send_closure(workers_, &Workers::process, *id,
                       td::PromiseCreator::lambda([self = actor_id(this), id = *id](td::Result<td::Unit> result) {
                         td::send_closure(self, &Reader::on_done, id, std::move(result));
                       }));
    }
    set_timeout_in(0.02);
  }
  Source source_;
  td::ActorId<Workers> workers_;
  int permits_ = 64;
};
