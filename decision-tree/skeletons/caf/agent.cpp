// One value behind "get" and "put". Where nobody needs a message, a std::atomic of a shared constant does without an
// actor.
#include <caf/all.hpp>

#include <string>

using get_atom = caf::atom_constant<caf::atom("get")>;
using put_atom = caf::atom_constant<caf::atom("put")>;

struct motto_state {
  std::string value;
};

caf::behavior motto(caf::stateful_actor<motto_state>* self) {
  return {
      [=](get_atom) { return self->state.value; },
      [=](put_atom, const std::string& value) { self->state.value = value; },
  };
}
