// An embedded store has one owner on a thread of its own, since writing blocks. It answers after the write.
#include <caf/all.hpp>

#include <fstream>
#include <string>

struct store {
  explicit store(std::string path) : file(std::move(path), std::ios::app) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, const std::string& line) -> caf::result<void> {
          if (!(file << line << std::endl)) return caf::make_error(caf::sec::runtime_error, "cannot write");
          return caf::unit;
        },
    };
  }
  std::ofstream file;
};

caf::actor open_store(caf::event_based_actor* owner, const std::string& path) {
  return owner->spawn<caf::detached + caf::linked>(caf::actor_from_state<store>, path);
}
