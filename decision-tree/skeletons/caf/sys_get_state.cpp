// A handler that describes the state to a person. It answers with text, so that no feature is built on it.
#include <caf/all.hpp>

#include <string>

using describe_atom = caf::atom_constant<caf::atom("describe")>;
using take_atom = caf::atom_constant<caf::atom("take")>;

struct stock_state {
  int pieces = 100;
  int refused = 0;
};

caf::behavior stock(caf::stateful_actor<stock_state>* self) {
  return {
      [=](take_atom, int pieces) {
        auto& state = self->state;
        pieces <= state.pieces ? state.pieces -= pieces : ++state.refused;
      },
      [=](describe_atom) {
        return "pieces " + std::to_string(self->state.pieces) + ", refused " + std::to_string(self->state.refused);
      },
  };
}
