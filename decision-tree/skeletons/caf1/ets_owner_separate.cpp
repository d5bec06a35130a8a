// What is precious lives in an actor without any logic. The one that may fail asks for it whenever it starts anew.
#include <caf/all.hpp>

#include <chrono>
#include <string>
#include <vector>

CAF_BEGIN_TYPE_ID_BLOCK(orders, caf::first_custom_type_id)
CAF_ADD_TYPE_ID(orders, (std::vector<std::string>))
CAF_END_TYPE_ID_BLOCK(orders)

struct keeper {
  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, const std::string& order) { open.push_back(order); },
        [this](caf::delete_atom, const std::string& order) { std::erase(open, order); },
        [this](caf::get_atom) { return open; },
    };
  }
  std::vector<std::string> open;
};

struct dispatcher {
  dispatcher(caf::event_based_actor* actor, caf::actor keeps) : self(actor), keeper_actor(std::move(keeps)) {}

  caf::behavior make_behavior() {
    self->mail(caf::get_atom_v)
        .request(keeper_actor, std::chrono::seconds(5))
        .await([this](std::vector<std::string>& all) { open = std::move(all); },
               [this](caf::error& reason) { self->quit(std::move(reason)); });
    return {
        [this](caf::put_atom, const std::string& order) {
          self->mail(caf::put_atom_v, order).send(keeper_actor);
          open.push_back(order);
        },
        [this](caf::delete_atom, const std::string& order) {
          self->mail(caf::delete_atom_v, order).send(keeper_actor);
          std::erase(open, order);
        },
    };
  }
  caf::event_based_actor* self;
  caf::actor keeper_actor;
  std::vector<std::string> open;  ///< a copy, rebuilt after each start
};
