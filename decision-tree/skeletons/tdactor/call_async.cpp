// The answer or the failure comes back as a closure. A promise has no limit, so the asker keeps one per question.
#include "td/actor/MultiTimeout.h"
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <set>

constexpr double kPriceLimit = 0.5;

class Catalogue final : public td::Actor {
 public:
  void price(td::string article, td::Promise<td::int64> promise);
};

class Till final : public td::Actor {
 public:
  explicit Till(td::ActorId<Catalogue> catalogue) : catalogue_(catalogue) {}

  void sell(td::string article) {
    const auto id = ++last_;
    open_.insert(id);
    limits_.set_timeout_in(id, kPriceLimit);
    td::send_closure(catalogue_, &Catalogue::price, std::move(article),
                     td::PromiseCreator::lambda([self = actor_id(this), id](td::Result<td::int64> price) {
                       td::send_closure(self, &Till::on_price, id, std::move(price));
                     }));
  }
  void on_price(td::int64 id, td::Result<td::int64> price) {
    if (open_.erase(id) == 0) return;  // too late
    limits_.cancel_timeout(id);
    price.is_ok() ? void(total_ += price.ok()) : void(++missed_);
  }

 private:
  void start_up() final {
    limits_.set_callback([](void* till, td::int64 id) { static_cast<Till*>(till)->on_limit(id); });
    limits_.set_callback_data(this);
  }
  void on_limit(td::int64 id) { missed_ += open_.erase(id) != 0; }

  td::ActorId<Catalogue> catalogue_;
  td::MultiTimeout limits_{"PriceLimits"};
  std::set<td::int64> open_;
  td::int64 last_ = 0;
  td::int64 total_ = 0;
  int missed_ = 0;
};
