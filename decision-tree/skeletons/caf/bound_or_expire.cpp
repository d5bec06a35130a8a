// A table that grows has an age, and an owner per entry whose end removes it.
#include <caf/all.hpp>

#include <chrono>
#include <cstddef>
#include <map>

using enter_atom = caf::atom_constant<caf::atom("enter")>;
using sweep_atom = caf::atom_constant<caf::atom("sweep")>;
using clock_type = std::chrono::steady_clock;

struct table_state {
  static constexpr std::size_t most = 10000;
  std::map<caf::actor_addr, clock_type::time_point> seen;
};

caf::behavior table(caf::stateful_actor<table_state>* self) {
  self->set_down_handler([=](caf::down_msg& down) { self->state.seen.erase(down.source); });
  self->delayed_send(self, std::chrono::minutes(1), sweep_atom::value);
  return {
      [=](enter_atom, const caf::actor& owner) -> caf::result<void> {
        auto& seen = self->state.seen;
        if (seen.size() == table_state::most) return caf::make_error(caf::sec::runtime_error, "full");
        if (seen.emplace(owner.address(), clock_type::now()).second) self->monitor(owner);
        return caf::unit;
      },
      [=](sweep_atom) {
        auto& seen = self->state.seen;
        const auto oldest = clock_type::now() - std::chrono::minutes(10);
        for (auto i = seen.begin(); i != seen.end();) {
          if (i->second >= oldest) {
            ++i;
            continue;
          }
          self->demonitor(i->first);
          i = seen.erase(i);
        }
        self->delayed_send(self, std::chrono::minutes(1), sweep_atom::value);
      },
  };
}
