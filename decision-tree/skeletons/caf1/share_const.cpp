// What is large is frozen and sent as a pointer to a constant; what is small is moved into the message.
#include <caf/all.hpp>

#include <memory>
#include <string>
#include <vector>

struct picture {
  std::shared_ptr<const std::vector<unsigned char>> pixels;
};
CAF_BEGIN_TYPE_ID_BLOCK(screens, caf::first_custom_type_id)
CAF_ADD_TYPE_ID(screens, (picture))
CAF_END_TYPE_ID_BLOCK(screens)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(picture)  // never leaves this process

void show(caf::event_based_actor* self, const std::vector<caf::actor>& screens, std::vector<unsigned char> pixels,
          std::string title) {
  const picture shared{std::make_shared<const std::vector<unsigned char>>(std::move(pixels))};
  const auto message = caf::make_message(caf::put_atom_v, shared, std::move(title));  // one for all
  for (const caf::actor& screen : screens) self->mail(message).send(screen);
}
