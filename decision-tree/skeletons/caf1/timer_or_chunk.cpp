// A long job does one part per turn and sends itself the rest, behind what has come meanwhile. Each turn uses something
// up.
#include <caf/all.hpp>

#include <vector>

CAF_BEGIN_TYPE_ID_BLOCK(index, caf::first_custom_type_id)
CAF_ADD_TYPE_ID(index, (std::vector<int>))
CAF_END_TYPE_ID_BLOCK(index)
void index_document(int document);

struct indexer {
  explicit indexer(caf::event_based_actor* actor) : self(actor) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, const std::vector<int>& documents) {
          const bool idle = left.empty();
          left = documents;
          if (idle) self->mail(caf::tick_atom_v).send(self);
        },
        [this](caf::tick_atom) {
          for (int i = 0; i < 100 && !left.empty(); ++i) {
            index_document(left.back());
            left.pop_back();
          }
          if (!left.empty()) self->mail(caf::tick_atom_v).send(self);
        },
    };
  }
  caf::event_based_actor* self;
  std::vector<int> left;
};
