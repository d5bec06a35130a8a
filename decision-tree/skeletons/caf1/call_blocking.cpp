// A thread of one's own may wait for an answer, with a limit. For main, tools and tests; never inside of an actor.
#include <caf/all.hpp>

#include <chrono>

constexpr auto balance_limit = std::chrono::seconds(2);

caf::expected<long> balance_of(caf::actor_system& system, const caf::actor& account) {
  caf::scoped_actor self{system};
  caf::expected<long> result{caf::error{caf::sec::request_timeout}};
  self->mail(caf::get_atom_v)
      .request(account, balance_limit)
      .receive([&](long balance) { result = balance; }, [&](caf::error& reason) { result = std::move(reason); });
  return result;
}
