// An embedded store has one owner on a scheduler of its own, since writing blocks. It answers after the write.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <fstream>

class Store final : public td::Actor {
 public:
  explicit Store(const td::string& path) : file_(path, std::ios::app) {}

  void put(td::string line, td::Promise<td::Unit> promise) {
    if (!(file_ << line << std::endl)) return promise.set_error(td::Status::Error(500, "cannot write"));
    promise.set_value(td::Unit());
  }

 private:
  std::ofstream file_;
};

constexpr td::int32 kStoreScheduler = 3;
td::ActorOwn<Store> open_store(td::string path) {
  return td::create_actor_on_scheduler<Store>("Store", kStoreScheduler, std::move(path));
}
