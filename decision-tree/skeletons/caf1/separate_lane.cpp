// Control overtakes data: an urgent message is taken before all ordinary ones that wait.
#include <caf/all.hpp>

void draw(int frame);
void reload();

caf::behavior renderer(caf::event_based_actor*) {
  return {
      [](caf::reset_atom) { reload(); },
      [](caf::put_atom, int number) { draw(number); },
  };
}

void settings_changed(caf::event_based_actor* self, const caf::actor& renderer) {
  self->mail(caf::reset_atom_v).urgent().send(renderer);
}
