// A table that grows has a maximum and an age.
#include <process/delay.hpp>
#include <process/process.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <string>

using Clock = std::chrono::steady_clock;

class SeenProcess : public process::Process<SeenProcess>
{
public:
  SeenProcess() : ProcessBase("seen") {}

  void insert(const std::string& id)
  {
    if (times.size() < MOST) {
      times[id] = Clock::now();
    }
  }

protected:
  void initialize() override { process::delay(Seconds(60), self(), &SeenProcess::sweep); }

private:
  void sweep()
  {
    const Clock::time_point oldest = Clock::now() - std::chrono::minutes(10);
    for (auto i = times.begin(); i != times.end();) {
      i = i->second < oldest ? times.erase(i) : std::next(i);
    }
    process::delay(Seconds(60), self(), &SeenProcess::sweep);
  }
  static constexpr std::size_t MOST = 10000;
  std::map<std::string, Clock::time_point> times;
};
