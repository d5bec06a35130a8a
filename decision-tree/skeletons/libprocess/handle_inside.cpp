// A connection that cannot be made is expected: the next try waits twice as long. Spawning promises a manager only.
#include <process/defer.hpp>
#include <process/delay.hpp>
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/process.hpp>

#include <algorithm>
#include <cstdint>

class ConnectorProcess : public process::Process<ConnectorProcess>
{
public:
  process::Future<Nothing> connect();
};

class LinkProcess : public process::Process<LinkProcess>
{
public:
  explicit LinkProcess(const process::PID<ConnectorProcess>& _connector)
    : ProcessBase("link"), connector(_connector) {}

protected:
  void initialize() override { connect(); }

private:
  void connect()
  {
    process::dispatch(connector, &ConnectorProcess::connect)
      .after(Seconds(5), [](const process::Future<Nothing>&) -> process::Future<Nothing> {
        return process::Failure("too late");
      })
      .onAny(process::defer(self(), &LinkProcess::connected));
  }
  void connected(const process::Future<Nothing>& result)
  {
    up = result.isReady();
    if (up) {
      pause = 1;
      return;
    }
    process::delay(Seconds(pause), self(), &LinkProcess::connect);
    pause = std::min<std::int64_t>(2 * pause, 30);
  }
  const process::PID<ConnectorProcess> connector;
  std::int64_t pause = 1;
  bool up = false; // Callers get a Failure meanwhile.
};
