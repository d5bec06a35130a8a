// tdactor has no groups: a topic is an actor that keeps its members by token, and forgets those that let go of it.
#include "td/actor/actor.h"

#include <map>

class Reader : public td::Actor {
 public:
  virtual void on_news(td::string text) = 0;
};

class Topic final : public td::Actor {
 public:
  /// The member keeps `membership` for as long as it lives; its end is heard of here.
  void join(td::ActorId<Reader> member, td::Promise<td::ActorShared<>> membership) {
    const auto token = ++last_;
    members_[token] = member;
    membership.set_value(actor_shared(this, token));
  }
  void publish(td::string text) {
    for (auto& member : members_) td::send_closure(member.second, &Reader::on_news, text);
  }

 private:
  void hangup_shared() final { members_.erase(get_link_token()); }
  std::map<td::uint64, td::ActorId<Reader>> members_;
  td::uint64 last_ = 0;
};
