// rotor has no call that waits. From a thread of one's own: a promise in the message, and a wait with a limit.
#include <rotor.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <optional>

namespace r = rotor;
using namespace std::chrono_literals;
constexpr auto balance_limit = 2s;
struct get_balance_t {
  std::shared_ptr<std::promise<long>> answer;
};

struct account_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&account_t::on_balance); });
  }
  void on_balance(r::message_t<get_balance_t>& message) noexcept { message.payload.answer->set_value(balance); }
  long balance = 0;
};

/// For main, tools and tests: `enqueue` may be called from any thread. Empty: no answer in time.
std::optional<long> balance_of(r::supervisor_t& supervisor, const r::address_ptr_t& account) {
  auto promise = std::make_shared<std::promise<long>>();
  auto answer = promise->get_future();
  supervisor.enqueue(r::make_message<get_balance_t>(account, get_balance_t{promise}));
  if (answer.wait_for(balance_limit) != std::future_status::ready) return std::nullopt;
  return answer.get();
}
