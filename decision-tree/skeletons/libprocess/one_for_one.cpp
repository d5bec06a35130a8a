// libprocess has no supervisor: a parent spawns the child anew when it has ended, and gives up after too many times.
#include <process/delay.hpp>
#include <process/id.hpp>
#include <process/process.hpp>

#include <chrono>
#include <cstddef>
#include <deque>

using Clock = std::chrono::steady_clock;

class ImporterProcess : public process::Process<ImporterProcess>
{
public:
  ImporterProcess() : ProcessBase(process::ID::generate("importer")) {}
};

class SupervisorProcess : public process::Process<SupervisorProcess>
{
public:
  SupervisorProcess() : ProcessBase("supervisor") {}

protected:
  void initialize() override { start(); }
  void exited(const process::UPID&) override // Of a terminate(); an exception would end the program.
  {
    const Clock::time_point now = Clock::now();
    while (!restarts.empty() && restarts.front() < now - std::chrono::seconds(60)) {
      restarts.pop_front();
    }
    if (restarts.size() == MOST) {
      process::terminate(self()); // Whoever is linked to us decides.
      return;
    }
    restarts.push_back(now);
    process::delay(Seconds(1), self(), &SupervisorProcess::start);
  }
  void finalize() override { process::terminate(child); }

private:
  void start()
  {
    child = process::spawn(new ImporterProcess(), true);
    link(child);
  }
  static constexpr std::size_t MOST = 3;
  process::PID<ImporterProcess> child;
  std::deque<Clock::time_point> restarts;
};
