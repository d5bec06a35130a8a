// tdactor has no task supervisor: an owner keeps each job by a token, knows a maximum, and hears of each end.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <cstddef>
#include <map>

class ImportJob final : public td::Actor {
 public:
  ImportJob(td::string path, td::ActorShared<> parent) : path_(std::move(path)), parent_(std::move(parent)) {}

 private:
  void start_up() final;  // does its work and ends with stop()
  td::string path_;
  td::ActorShared<> parent_;
};

class Imports final : public td::Actor {
 public:
  void start(td::string path, td::Promise<td::Unit> promise) {
    if (running_.size() == kMost) return promise.set_error(td::Status::Error(429, "busy"));
    const auto token = ++last_;
    running_[token] = td::create_actor<ImportJob>("ImportJob", std::move(path), actor_shared(this, token));
    promise.set_value(td::Unit());
  }

 private:
  void hangup_shared() final { running_.erase(get_link_token()); }

  static constexpr std::size_t kMost = 8;
  std::map<td::uint64, td::ActorOwn<ImportJob>> running_;  // what is left is hung up with this actor
  td::uint64 last_ = 0;
};
