// Who needs another actor gets its address through its configuration, before it is constructed.
#include <rotor.hpp>

#include <utility>

namespace r = rotor;
struct entry_t {
  long amount;
};

struct till_config_t : r::actor_config_t {
  using r::actor_config_t::actor_config_t;
  r::address_ptr_t journal;
};
template <class Actor>
struct till_builder_t : r::actor_config_builder_t<Actor> {
  using builder_t = typename Actor::template config_builder_t<Actor>;
  using parent_t = r::actor_config_builder_t<Actor>;
  using parent_t::parent_t;
  builder_t&& journal(const r::address_ptr_t& value) && noexcept {
    parent_t::config.journal = value;
    return std::move(*static_cast<builder_t*>(this));
  }
};

struct till_t : r::actor_base_t {
  using config_t = till_config_t;
  template <class Actor>
  using config_builder_t = till_builder_t<Actor>;
  explicit till_t(config_t& config) : r::actor_base_t(config), journal(config.journal) {}
  void pay(long amount) { send<entry_t>(journal, amount); }
  r::address_ptr_t journal;
};
struct journal_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
};

void open_shop(r::supervisor_t& supervisor) {
  auto book = supervisor.create_actor<journal_t>().timeout(r::pt::seconds(1)).finish();
  supervisor.create_actor<till_t>().journal(book->get_address()).timeout(r::pt::seconds(1)).finish();
}
