// A process behind a class: a method that returns a future is a call, one that returns nothing a cast.
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/owned.hpp>
#include <process/process.hpp>

class AccountProcess : public process::Process<AccountProcess>
{
public:
  AccountProcess() : ProcessBase("account") {}

  void deposit(long amount) { balance_ += amount; }
  process::Future<long> balance() { return balance_; }

private:
  long balance_ = 0;
};

class Account
{
public:
  Account() : process(new AccountProcess()) { process::spawn(process.get()); }
  ~Account()
  {
    process::terminate(process.get());
    process::wait(process.get(), Seconds(5)); // Never from another process.
  }
  void deposit(long amount) { process::dispatch(process.get(), &AccountProcess::deposit, amount); }
  process::Future<long> balance() { return process::dispatch(process.get(), &AccountProcess::balance); }

private:
  process::Owned<AccountProcess> process;
};
