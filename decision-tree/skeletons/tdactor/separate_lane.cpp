// A mailbox knows no priorities: data waits in a queue of the actor's own, which handles one part of it per turn.
#include "td/actor/actor.h"

#include <deque>

void draw(int frame);
void read_settings();

class Renderer final : public td::Actor {
 public:
  void on_frame(int number) {
    frames_.push_back(number);
    yield();
  }
  void reload() { read_settings(); }  // is handled before all frames that still wait

 private:
  void loop() final {
    if (frames_.empty()) return;
    draw(frames_.front());
    frames_.pop_front();
    if (!frames_.empty()) yield();
  }
  std::deque<int> frames_;
};
