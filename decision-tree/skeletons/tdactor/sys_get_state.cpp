// A method that describes the state to a person. It answers with text, so that no feature is built on it.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

class Stock final : public td::Actor {
 public:
  void take(int pieces) { pieces <= pieces_ ? pieces_ -= pieces : ++refused_; }
  void describe(td::Promise<td::string> promise) {
    promise.set_value("pieces " + std::to_string(pieces_) + ", refused " + std::to_string(refused_));
  }

 private:
  int pieces_ = 100;
  int refused_ = 0;
};
