// The reader holds permits: it polls only while fewer than N elements are under way, and acknowledges after the work.
#include <process/defer.hpp>
#include <process/delay.hpp>
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/process.hpp>

#include <functional>
#include <optional>

// The client library of the source; it returns at once.
struct Source
{
  std::function<std::optional<int>()> tryPoll;
  std::function<void(int)> ack, fail;
};

class WorkersProcess : public process::Process<WorkersProcess>
{
public:
  process::Future<Nothing> work(int id);
};

class ReaderProcess : public process::Process<ReaderProcess>
{
public:
  ReaderProcess(const Source& _source, const process::PID<WorkersProcess>& _workers)
    : ProcessBase("reader"), source(_source), workers(_workers) {}

protected:
  void initialize() override { poll(); }

private:
  void poll()
  {
    while (permits > 0) {
      const std::optional<int> id = source.tryPoll();
      if (!id) {
        break;
      }
      --permits;
      process::dispatch(workers, &WorkersProcess::work, *id)
        .after(Seconds(30), [](const process::Future<Nothing>&) -> process::Future<Nothing> {
          return process::Failure("too late");
        })
        .onAny(process::defer(self(), [this, id = *id](const process::Future<Nothing>& done) {
          ++permits;
          done.isReady() ? source.ack(id) : source.fail(id);
        }));
    }
    process::delay(Seconds(1), self(), &ReaderProcess::poll);
  }
  const Source source;
  const process::PID<WorkersProcess> workers;
  int permits = 64;
};
