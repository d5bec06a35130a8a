// What is large is frozen and sent as a pointer to a constant; what is small is moved into the closure.
#include "td/actor/actor.h"

#include <memory>

using Image = td::vector<unsigned char>;

class Screen final : public td::Actor {
 public:
  void show(std::shared_ptr<const Image> image, td::string title);
};

void show(const td::vector<td::ActorId<Screen>>& screens, Image image, const td::string& title) {
  const auto shared = std::make_shared<const Image>(std::move(image));
  for (auto& screen : screens) td::send_closure(screen, &Screen::show, shared, title);
}
