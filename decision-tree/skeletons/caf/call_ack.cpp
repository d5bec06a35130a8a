// A request whose empty answer says that it has happened. The next one goes out after it, so a slow receiver is felt.
#include <caf/all.hpp>

#include <chrono>
#include <deque>
#include <string>

using store_atom = caf::atom_constant<caf::atom("store")>;
using next_atom = caf::atom_constant<caf::atom("next")>;

struct loader_state {
  std::deque<std::string> lines;
};

caf::behavior loader(caf::stateful_actor<loader_state>* self, const caf::actor& store, std::deque<std::string> lines) {
  self->state.lines = std::move(lines);
  self->send(self, next_atom::value);
  return {
      [=](next_atom) {
        if (self->state.lines.empty()) return self->quit();
        self->request(store, std::chrono::seconds(5), store_atom::value, self->state.lines.front())
            .then(
                [=] {
                  self->state.lines.pop_front();  // done, so it need not be sent again
                  self->send(self, next_atom::value);
                },
                [=](caf::error& reason) { self->quit(std::move(reason)); });
      },
  };
}
