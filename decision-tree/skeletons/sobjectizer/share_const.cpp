// A message is immutable and shared by all who get it. A mutable one has one receiver and moves from hand to hand.
#include <so_5/all.hpp>

#include <memory>
#include <string>
#include <vector>

using image = std::vector<unsigned char>;
struct show {
  std::shared_ptr<const image> picture;
  std::string title;
};
struct edit {
  image picture;
};

void show_all(const so_5::mbox_t& screens, image picture, std::string title) {
  so_5::send<show>(screens, std::make_shared<const image>(std::move(picture)), std::move(title));
}

class editor final : public so_5::agent_t {
 public:
  editor(context_t ctx, so_5::mbox_t next) : so_5::agent_t(std::move(ctx)), next_(std::move(next)) {}
  void so_define_agent() override {
    so_subscribe_self().event([this](so_5::mutable_mhood_t<edit> cmd) {
      cmd->picture.push_back(0);
      so_5::send(next_, std::move(cmd));  // nobody here touches it any more
    });
  }

 private:
  so_5::mbox_t next_;
};
