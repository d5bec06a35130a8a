// What is precious lives in an actor without any logic. The one that may fail asks for it whenever it starts anew.
#include <caf/all.hpp>

#include <chrono>
#include <map>
#include <string>

using put_atom = caf::atom_constant<caf::atom("put")>;
using done_atom = caf::atom_constant<caf::atom("done")>;
using all_atom = caf::atom_constant<caf::atom("all")>;
using orders = std::map<long, std::string>;

struct keeper_state {
  orders open;
};

caf::behavior keeper(caf::stateful_actor<keeper_state>* self) {
  return {
      [=](put_atom, long id, std::string& order) { self->state.open[id] = std::move(order); },
      [=](done_atom, long id) { self->state.open.erase(id); },
      [=](all_atom) { return self->state.open; },
  };
}

struct dispatcher_state {
  orders open;  ///< a copy, rebuilt after each start
};

caf::behavior dispatcher(caf::stateful_actor<dispatcher_state>* self, const caf::actor& keeper) {
  self->request(keeper, std::chrono::seconds(5), all_atom::value)
      .await([=](orders& open) { self->state.open = std::move(open); },
             [=](caf::error& reason) { self->quit(std::move(reason)); });
  return {
      [=](put_atom, long id, const std::string& order) {
        self->send(keeper, put_atom::value, id, order);
        self->state.open[id] = order;
      },
      [=](done_atom, long id) {
        self->send(keeper, done_atom::value, id);
        self->state.open.erase(id);
      },
  };
}
