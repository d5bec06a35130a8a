// A connection that cannot be made is expected. Spawning promises a manager; it connects afterwards, with back-off.
#include <caf/all.hpp>

#include <algorithm>
#include <chrono>
#include <string>

using namespace std::chrono_literals;

struct link {
  link(caf::event_based_actor* actor, caf::actor door) : self(actor), connector(std::move(door)) {}

  caf::behavior make_behavior() {
    connect();
    return {
        [this](caf::get_atom, const std::string& key) -> caf::result<caf::message> {
          if (!server) return caf::make_error(caf::sec::runtime_error, "not connected");
          return self->mail(caf::get_atom_v, key).delegate(server);
        },
    };
  }
  void connect() {
    self->mail(caf::connect_atom_v)
        .request(connector, 5s)
        .then(
            [this](const caf::actor& other) {
              server = other;
              pause = 100ms;
            },
            [this](const caf::error&) {
              self->run_delayed(pause, [this] { connect(); });
              pause = std::min<std::chrono::milliseconds>(2 * pause, 30s);
            });
  }
  caf::event_based_actor* self;
  caf::actor connector;
  caf::actor server;  ///< empty: not connected
  std::chrono::milliseconds pause = 100ms;
};
