// Names of CAF's registry are for a fixed set. Keys from input live in an actor that watches the owners.
#include <caf/all.hpp>

#include <map>
#include <string>

struct sessions {
  explicit sessions(caf::event_based_actor* actor) : self(actor) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, const std::string& user, const caf::actor& session) -> caf::result<void> {
          if (!by_user.emplace(user, session).second) return caf::make_error(caf::sec::runtime_error, "taken");
          self->monitor(session, [this, user](const caf::error&) { by_user.erase(user); });
          return caf::unit;
        },
        [this](caf::get_atom, const std::string& user) -> caf::result<caf::actor> {
          auto found = by_user.find(user);
          if (found == by_user.end()) return caf::make_error(caf::sec::runtime_error, "nobody");
          return found->second;
        },
    };
  }
  caf::event_based_actor* self;
  std::map<std::string, caf::actor> by_user;
};
