// A future of nothing says that it has happened. The next one goes out after it, so a slow receiver is felt.
#include <process/defer.hpp>
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/process.hpp>

#include <deque>
#include <string>

class StoreProcess : public process::Process<StoreProcess>
{
public:
  process::Future<Nothing> put(const std::string& line);
};

class LoaderProcess : public process::Process<LoaderProcess>
{
public:
  LoaderProcess(const process::PID<StoreProcess>& _store, const std::deque<std::string>& _lines)
    : ProcessBase("loader"), store(_store), lines(_lines) {}

protected:
  void initialize() override { next(); }

private:
  void next()
  {
    if (lines.empty()) {
      process::terminate(self());
      return;
    }
    process::dispatch(store, &StoreProcess::put, lines.front())
      .after(Seconds(5), [](const process::Future<Nothing>&) -> process::Future<Nothing> {
        return process::Failure("too late");
      })
      .onAny(process::defer(self(), &LoaderProcess::stored));
  }
  void stored(const process::Future<Nothing>& result)
  {
    if (!result.isReady()) {
      process::terminate(self());
      return;
    }
    lines.pop_front(); // Done, so it need not be sent again.
    next();
  }
  const process::PID<StoreProcess> store;
  std::deque<std::string> lines;
};
