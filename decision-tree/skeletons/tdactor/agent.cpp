// One value behind "get" and "set". Where nobody needs a message, a lock or an atomic does without an actor.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

class Motto final : public td::Actor {
 public:
  void get(td::Promise<td::string> promise) { promise.set_value(td::string(value_)); }
  void set(td::string value) { value_ = std::move(value); }

 private:
  td::string value_;
};
