// A mailbox of CAF has no limit. The sender keeps one: so many unanswered, and what is more is dropped and counted
// here.
#include <caf/all.hpp>

#include <chrono>
#include <cstddef>

struct sensor {
  sensor(caf::event_based_actor* actor, caf::actor store) : self(actor), archive(std::move(store)) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, double value) {
          if (open == most) {
            ++dropped;
            return;
          }
          ++open;
          self->mail(caf::put_atom_v, value)
              .request(archive, std::chrono::seconds(5))
              .then([this] { --open; }, [this](const caf::error&) { --open; });
        },
        [this](caf::get_atom) { return dropped; },
    };
  }
  static constexpr std::size_t most = 100;
  caf::event_based_actor* self;
  caf::actor archive;
  std::size_t open = 0;
  std::size_t dropped = 0;
};
