// A mailbox has no limit. The sender keeps one: so many unanswered, and what is more is dropped and counted here.
#include <process/defer.hpp>
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/process.hpp>

class ArchiveProcess : public process::Process<ArchiveProcess>
{
public:
  process::Future<Nothing> store(double value);
};

class SensorProcess : public process::Process<SensorProcess>
{
public:
  explicit SensorProcess(const process::PID<ArchiveProcess>& _archive)
    : ProcessBase("sensor"), archive(_archive) {}

  void reading(double value)
  {
    if (open == MOST) {
      ++dropped;
      return;
    }
    ++open;
    process::dispatch(archive, &ArchiveProcess::store, value)
      .after(Seconds(5), [](const process::Future<Nothing>&) -> process::Future<Nothing> {
        return process::Failure("too late");
      })
      .onAny(process::defer(self(), &SensorProcess::stored));
  }

private:
  void stored(const process::Future<Nothing>&) { --open; }

  static constexpr int MOST = 100;
  const process::PID<ArchiveProcess> archive;
  int open = 0;
  int dropped = 0; // Reported by a timer.
};
