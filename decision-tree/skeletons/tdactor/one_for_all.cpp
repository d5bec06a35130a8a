// tdactor has no strategies: the owner of a group lets all of it go when one member has ended, and creates it anew.
#include "td/actor/actor.h"

class Reader final : public td::Actor {
 public:
  explicit Reader(td::ActorShared<> parent) : parent_(std::move(parent)) {}

 private:
  td::ActorShared<> parent_;
};
class Decoder final : public td::Actor {
 public:
  Decoder(td::ActorId<Reader> reader, td::ActorShared<> parent) : reader_(reader), parent_(std::move(parent)) {}

 private:
  td::ActorId<Reader> reader_;
  td::ActorShared<> parent_;
};

class Group final : public td::Actor {
 private:
  void start_up() final { start(); }
  void start() {
    generation_++;
    reader_ = td::create_actor<Reader>("Reader", actor_shared(this, generation_));
    decoder_ = td::create_actor<Decoder>("Decoder", reader_.get(), actor_shared(this, generation_));
  }
  void hangup_shared() final {
    if (get_link_token() != generation_ || reader_.empty()) return;  // of those that were let go
    if (left_-- == 0) return stop();
    decoder_.reset();
    reader_.reset();
    set_timeout_in(1);
  }
  void timeout_expired() final { start(); }

  td::ActorOwn<Reader> reader_;
  td::ActorOwn<Decoder> decoder_;
  td::uint64 generation_ = 0;
  int left_ = 3;
};
