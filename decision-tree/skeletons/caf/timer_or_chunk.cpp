// A long job does one part per turn and sends itself the rest, behind what has come meanwhile. Each turn uses something
// up.
#include <caf/all.hpp>

#include <algorithm>
#include <vector>

using rebuild_atom = caf::atom_constant<caf::atom("rebuild")>;
using part_atom = caf::atom_constant<caf::atom("part")>;
void index(int document);

struct indexer_state {
  std::vector<int> documents;
};

caf::behavior indexer(caf::stateful_actor<indexer_state>* self) {
  return {
      [=](rebuild_atom, std::vector<int>& documents) {
        const bool idle = self->state.documents.empty();
        self->state.documents = std::move(documents);
        if (idle) self->send(self, part_atom::value);
      },
      [=](part_atom) {
        auto& left = self->state.documents;
        for (int i = 0; i < 100 && !left.empty(); ++i) {
          index(left.back());
          left.pop_back();
        }
        if (!left.empty()) self->send(self, part_atom::value);
      },
  };
}
