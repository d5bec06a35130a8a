// tdactor has no registry: a table from key to actor, from which the owner's end removes it.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <map>

class Session final : public td::Actor {
 public:
  explicit Session(td::ActorShared<> parent) : parent_(std::move(parent)) {}

 private:
  td::ActorShared<> parent_;
};

class Sessions final : public td::Actor {
 public:
  void start(td::string user, td::Promise<td::Unit> promise) {
    if (by_user_.count(user) != 0) return promise.set_error(td::Status::Error(409, "taken"));
    const auto token = ++last_;
    by_user_[user] = td::create_actor<Session>("Session", actor_shared(this, token));
    users_[token] = user;
    promise.set_value(td::Unit());
  }
  void find(td::string user, td::Promise<td::ActorId<Session>> promise) {
    auto found = by_user_.find(user);
    if (found == by_user_.end()) return promise.set_error(td::Status::Error(404, "nobody"));
    promise.set_value(found->second.get());
  }

 private:
  void hangup_shared() final {
    auto ended = users_.find(get_link_token());
    by_user_.erase(ended->second);
    users_.erase(ended);
  }
  std::map<td::string, td::ActorOwn<Session>> by_user_;
  std::map<td::uint64, td::string> users_;
  td::uint64 last_ = 0;
};
