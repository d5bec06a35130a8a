// An embedded store has one owner on a thread of its own, since writing blocks. It answers after the write.
#include <caf/all.hpp>

#include <fstream>
#include <string>

using put_atom = caf::atom_constant<caf::atom("put")>;

struct store_state {
  std::ofstream file;
};

caf::behavior store(caf::stateful_actor<store_state>* self, const std::string& path) {
  self->state.file.open(path, std::ios::app);
  return {
      [=](put_atom, const std::string& line) -> caf::result<void> {
        if (!(self->state.file << line << std::endl)) return caf::make_error(caf::sec::runtime_error, "cannot write");
        return caf::unit;
      },
  };
}

caf::actor open_store(caf::event_based_actor* owner, const std::string& path) {
  return owner->spawn<caf::detached + caf::linked>(store, path);
}
