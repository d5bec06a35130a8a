// A long job does one part per turn and yields: messages that have come meanwhile are handled before the next part.
#include "td/actor/actor.h"

void index(int document);

class Indexer final : public td::Actor {
 public:
  void rebuild(td::vector<int> documents) {
    left_ = std::move(documents);
    yield();
  }

 private:
  void loop() final {
    for (int i = 0; i < 100 && !left_.empty(); i++) {
      index(left_.back());
      left_.pop_back();
    }
    if (!left_.empty()) yield();
  }
  td::vector<int> left_;
};
