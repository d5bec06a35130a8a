// N equal actors. The sender picks one by the hash of the key.
#include <caf/all.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

caf::behavior stock(caf::event_based_actor* self);

class stocks {
 public:
  stocks(caf::event_based_actor* owner, std::size_t parts) {
    for (std::size_t i = 0; i < parts; ++i) parts_.push_back(owner->spawn<caf::linked>(stock));
  }
  void take(caf::event_based_actor* self, const std::string& article, int pieces) const {
    const auto part = std::hash<std::string>{}(article) % parts_.size();
    self->mail(caf::sub_atom_v, article, pieces).send(parts_[part]);
  }

 private:
  std::vector<caf::actor> parts_;
};
