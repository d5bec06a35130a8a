// A connection that cannot be made is expected. Spawning promises a manager; it connects afterwards, with back-off.
#include <caf/all.hpp>

#include <algorithm>
#include <chrono>
#include <string>

using connect_atom = caf::atom_constant<caf::atom("connect")>;
using fetch_atom = caf::atom_constant<caf::atom("fetch")>;

struct link_state {
  std::chrono::milliseconds pause{100};
  caf::actor server;  ///< empty: not connected
};

caf::behavior link(caf::stateful_actor<link_state>* self, const caf::actor& connector) {
  self->send(self, connect_atom::value);
  return {
      [=](connect_atom) {
        self->request(connector, std::chrono::seconds(5), connect_atom::value)
            .then(
                [=](const caf::actor& server) {
                  self->state.server = server;
                  self->state.pause = std::chrono::milliseconds(100);
                },
                [=](caf::error&) {
                  auto& pause = self->state.pause;
                  self->delayed_send(self, pause, connect_atom::value);
                  pause = std::min<std::chrono::milliseconds>(2 * pause, std::chrono::seconds(30));
                });
      },
      [=](fetch_atom, const std::string& key) -> caf::result<caf::message> {
        if (!self->state.server) return caf::make_error(caf::sec::runtime_error, "not connected");
        return self->delegate(self->state.server, fetch_atom::value, key);
      },
  };
}
