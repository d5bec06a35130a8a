// libprocess has no strategies: when one of a group has ended its parent ends the others, and spawns all of them anew.
#include <process/delay.hpp>
#include <process/id.hpp>
#include <process/process.hpp>

#include <set>

class ReaderProcess : public process::Process<ReaderProcess>
{
public:
  ReaderProcess() : ProcessBase(process::ID::generate("reader")) {}
};

class DecoderProcess : public process::Process<DecoderProcess>
{
public:
  explicit DecoderProcess(const process::PID<ReaderProcess>& _reader)
    : ProcessBase(process::ID::generate("decoder")), reader(_reader) {}

private:
  const process::PID<ReaderProcess> reader;
};

class GroupProcess : public process::Process<GroupProcess>
{
public:
  GroupProcess() : ProcessBase("group") {}

protected:
  void initialize() override { start(); }
  void exited(const process::UPID& member) override
  {
    members.erase(member);
    for (const process::UPID& other : members) {
      process::terminate(other);
    }
    if (!members.empty()) {
      return; // The last one to end starts the next generation.
    }
    if (left-- == 0) {
      process::terminate(self());
      return;
    }
    process::delay(Seconds(1), self(), &GroupProcess::start);
  }

private:
  void start()
  {
    const process::PID<ReaderProcess> reader = process::spawn(new ReaderProcess(), true);
    members = {reader, process::spawn(new DecoderProcess(reader), true)};
    for (const process::UPID& member : members) {
      link(member);
    }
  }
  std::set<process::UPID> members;
  int left = 3;
};
