// A child that is useless without its parent, and the other way round: both end together unless the end is normal.
#include <caf/all.hpp>

#include <string>

caf::behavior upload(caf::event_based_actor* self, const std::string& path);

caf::behavior session(caf::event_based_actor* self) {
  auto child = self->spawn<caf::linked>(upload, "photo.jpg");
  return {
      [self, child](const std::string& part) { self->mail(part).send(child); },
  };
}
