// A table that grows has a maximum, an age, and an owner per entry whose end removes it.
#include <caf/all.hpp>

#include <chrono>
#include <cstddef>
#include <map>

struct table {
  explicit table(caf::event_based_actor* actor) : self(actor) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, const caf::actor& owner) -> caf::result<void> {
          if (entries.size() == most) return caf::make_error(caf::sec::runtime_error, "full");
          auto [at, fresh] = entries.try_emplace(owner.address());
          if (!fresh) return caf::unit;
          auto remove = [this, address = owner.address()] { drop(address); };
          at->second.end = self->monitor(owner, [remove](const caf::error&) { remove(); });
          at->second.age = self->run_delayed(std::chrono::minutes(10), remove);
          return caf::unit;
        },
    };
  }
  void drop(const caf::actor_addr& address) {
    auto node = entries.extract(address);
    if (node.empty()) return;
    node.mapped().end.dispose();
    node.mapped().age.dispose();
  }
  struct entry {
    caf::disposable end, age;
  };
  static constexpr std::size_t most = 10000;
  caf::event_based_actor* self;
  std::map<caf::actor_addr, entry> entries;
};
