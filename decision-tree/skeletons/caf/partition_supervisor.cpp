// N equal actors. A router without state of its own picks one by the hash of the key; senders may keep the list
// instead.
#include <caf/all.hpp>

#include <functional>
#include <string>
#include <vector>

using take_atom = caf::atom_constant<caf::atom("take")>;
caf::behavior stock(caf::event_based_actor* self);

class stocks {
 public:
  stocks(caf::event_based_actor* owner, std::size_t parts) {
    for (std::size_t i = 0; i < parts; ++i) parts_.push_back(owner->spawn<caf::linked>(stock));
  }
  void take(caf::event_based_actor* self, const std::string& article, int pieces) const {
    self->send(parts_[std::hash<std::string>{}(article) % parts_.size()], take_atom::value, article, pieces);
  }

 private:
  std::vector<caf::actor> parts_;
};
