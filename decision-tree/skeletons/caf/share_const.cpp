// What is large is frozen and sent as a pointer to a constant; what is small is moved into the message.
#include <caf/all.hpp>

#include <memory>
#include <string>
#include <vector>

using image = std::vector<unsigned char>;
using image_ptr = std::shared_ptr<const image>;
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(image_ptr)  // never leaves this process

using show_atom = caf::atom_constant<caf::atom("show")>;

void show(caf::event_based_actor* self, const std::vector<caf::actor>& screens, image picture, std::string title) {
  const image_ptr shared = std::make_shared<const image>(std::move(picture));
  const auto message = caf::make_message(show_atom::value, shared, std::move(title));  // one for all
  for (const caf::actor& screen : screens) self->send(screen, message);
}
