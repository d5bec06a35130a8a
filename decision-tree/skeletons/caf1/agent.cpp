// One value behind "get" and "put". Where nobody needs a message, a std::atomic of a shared constant does without an
// actor.
#include <caf/all.hpp>

#include <string>

struct motto {
  caf::behavior make_behavior() {
    return {
        [this](caf::get_atom) { return value; },
        [this](caf::put_atom, const std::string& next) { value = next; },
    };
  }
  std::string value;
};

caf::actor start(caf::actor_system& system) { return system.spawn(caf::actor_from_state<motto>); }
