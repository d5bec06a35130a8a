// Names of CAF's registry are for a fixed set. Keys from input live in an actor that watches the owners.
#include <caf/all.hpp>

#include <map>
#include <string>

using enter_atom = caf::atom_constant<caf::atom("enter")>;
using find_atom = caf::atom_constant<caf::atom("find")>;

struct sessions_state {
  std::map<std::string, caf::actor> by_user;
};

caf::behavior sessions(caf::stateful_actor<sessions_state>* self) {
  self->set_down_handler([=](caf::down_msg& down) {
    auto& all = self->state.by_user;
    for (auto i = all.begin(); i != all.end();) i = i->second.address() == down.source ? all.erase(i) : std::next(i);
  });
  return {
      [=](enter_atom, const std::string& user, const caf::actor& session) -> caf::result<void> {
        if (!self->state.by_user.emplace(user, session).second)
          return caf::make_error(caf::sec::runtime_error, "taken");
        self->monitor(session);
        return caf::unit;
      },
      [=](find_atom, const std::string& user) -> caf::result<caf::actor> {
        auto found = self->state.by_user.find(user);
        if (found == self->state.by_user.end()) return caf::make_error(caf::sec::runtime_error, "nobody");
        return found->second;
      },
  };
}
