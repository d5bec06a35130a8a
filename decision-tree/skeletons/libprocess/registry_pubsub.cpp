// libprocess has no groups: a topic is a process that keeps its members and forgets those that end.
#include <process/dispatch.hpp>
#include <process/process.hpp>

#include <map>
#include <string>

class ReaderProcess : public process::Process<ReaderProcess>
{
public:
  void news(const std::string& text);
};

class TopicProcess : public process::Process<TopicProcess>
{
public:
  TopicProcess() : ProcessBase("topic") {}

  void join(const process::PID<ReaderProcess>& member)
  {
    members[member] = member;
    link(member);
  }
  void publish(const std::string& text)
  {
    for (const auto& member : members) {
      process::dispatch(member.second, &ReaderProcess::news, text);
    }
  }

protected:
  void exited(const process::UPID& member) override { members.erase(member); }

private:
  std::map<process::UPID, process::PID<ReaderProcess>> members;
};
