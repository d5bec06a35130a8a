// Who needs another actor gets its id in the constructor. The owner holds both, and nobody else does.
#include "td/actor/actor.h"

class Journal final : public td::Actor {
 public:
  void enter(td::int64 amount) { sum_ += amount; }

 private:
  td::int64 sum_ = 0;
};

class Till final : public td::Actor {
 public:
  explicit Till(td::ActorId<Journal> journal) : journal_(journal) {}
  void pay(td::int64 amount) { td::send_closure(journal_, &Journal::enter, amount); }

 private:
  td::ActorId<Journal> journal_;
};

class Shop final : public td::Actor {
 private:
  void start_up() final {
    journal_ = td::create_actor<Journal>("Journal");
    till_ = td::create_actor<Till>("Till", journal_.get());
  }
  td::ActorOwn<Journal> journal_;
  td::ActorOwn<Till> till_;  // the last to come is the first to go
};
