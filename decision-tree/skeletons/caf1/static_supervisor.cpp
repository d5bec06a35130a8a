// Children that are known beforehand, in order of dependence. A parent that ends takes them along.
#include <caf/all.hpp>

caf::behavior journal(caf::event_based_actor* self);
caf::behavior till(caf::event_based_actor* self, const caf::actor& journal);

caf::behavior shop(caf::event_based_actor* self) {
  auto book = self->spawn<caf::linked>(journal);
  auto front = self->spawn<caf::linked>(till, book);
  return {
      [front](caf::get_atom) { return front; },
  };
}
