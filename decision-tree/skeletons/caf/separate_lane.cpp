// Control overtakes data: a message of high priority is taken before all ordinary ones that wait.
#include <caf/all.hpp>

#include <string>

using reload_atom = caf::atom_constant<caf::atom("reload")>;
using frame_atom = caf::atom_constant<caf::atom("frame")>;
void draw(int frame);
void reload();

caf::behavior renderer(caf::event_based_actor*) {
  return {
      [](reload_atom) { reload(); },
      [](frame_atom, int number) { draw(number); },
  };
}

void settings_changed(caf::event_based_actor* self, const caf::actor& renderer) {
  self->send<caf::message_priority::high>(renderer, reload_atom::value);
}
