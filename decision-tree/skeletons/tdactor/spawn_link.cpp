// The child is hung up when its owner ends, since the owner holds it. The owner hears of the child's end, and ends too.
#include "td/actor/actor.h"

class Upload final : public td::Actor {
 public:
  explicit Upload(td::ActorShared<> parent) : parent_(std::move(parent)) {}

 private:
  td::ActorShared<> parent_;
};

class Session final : public td::Actor {
 private:
  void start_up() final { upload_ = td::create_actor<Upload>("Upload", actor_shared(this)); }
  void hangup_shared() final { stop(); }

  td::ActorOwn<Upload> upload_;
};
