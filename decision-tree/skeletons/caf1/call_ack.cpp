// A request whose empty answer says that it has happened. The next one goes out after it, so a slow receiver is felt.
#include <caf/all.hpp>

#include <chrono>
#include <deque>
#include <string>

struct loader {
  loader(caf::event_based_actor* actor, caf::actor to, std::deque<std::string> all)
      : self(actor), store(std::move(to)), lines(std::move(all)) {}

  caf::behavior make_behavior() {
    self->mail(caf::tick_atom_v).send(self);
    return {
        [this](caf::tick_atom) { next(); },
    };
  }
  void next() {
    if (lines.empty()) return self->quit();
    self->mail(caf::put_atom_v, lines.front())
        .request(store, std::chrono::seconds(5))
        .then(
            [this] {
              lines.pop_front();  // done, so it need not be sent again
              next();
            },
            [this](caf::error& reason) { self->quit(std::move(reason)); });
  }
  caf::event_based_actor* self;
  caf::actor store;
  std::deque<std::string> lines;
};
