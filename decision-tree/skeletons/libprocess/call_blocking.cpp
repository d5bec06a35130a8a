// A thread of one's own may wait, with a limit. For main, tools and tests; a process that waits holds a worker thread.
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/process.hpp>

#include <optional>

const Duration BALANCE_LIMIT = Seconds(2);

class AccountProcess : public process::Process<AccountProcess>
{
public:
  process::Future<long> balance();
};

// Empty: no answer in time, or a failure.
std::optional<long> balanceOf(const process::PID<AccountProcess>& account)
{
  const process::Future<long> answer = process::dispatch(account, &AccountProcess::balance);
  if (!answer.await(BALANCE_LIMIT) || !answer.isReady()) {
    return std::nullopt;
  }
  return answer.get();
}
