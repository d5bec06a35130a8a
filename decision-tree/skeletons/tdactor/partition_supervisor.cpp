// N equal actors on schedulers of their own. The hash of the key selects one, at the one place that sends.
#include "td/actor/actor.h"

#include <functional>

class Stock final : public td::Actor {
 public:
  void take(td::string article, int pieces);
};

class Stocks final : public td::Actor {
 public:
  void take(td::string article, int pieces) {
    auto& part = parts_[std::hash<td::string>()(article) % parts_.size()];
    td::send_closure(part, &Stock::take, std::move(article), pieces);
  }

 private:
  void start_up() final {
    for (td::int32 i = 0; i < 8; i++) parts_.push_back(td::create_actor_on_scheduler<Stock>("Stock", i % 4));
  }
  td::vector<td::ActorOwn<Stock>> parts_;
};
