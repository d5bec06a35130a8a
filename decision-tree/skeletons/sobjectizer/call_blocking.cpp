// A thread of one's own may wait for an answer, with a limit. For main, tools and tests; never on a dispatcher's
// thread.
#include <so_5/all.hpp>
#include <so_5_extra/sync/pub.hpp>

#include <chrono>
#include <optional>

using namespace std::chrono_literals;
constexpr auto balance_limit = 2s;
struct get_balance final : public so_5::signal_t {};
using ask_balance = so_5::extra::sync::request_reply_t<get_balance, long>;

/// Empty: no answer in time.
std::optional<long> balance_of(const so_5::mbox_t& account) {
  return ask_balance::ask_opt_value(account, balance_limit);
}
