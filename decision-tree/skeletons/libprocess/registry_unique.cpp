// A table from key to process, from which exited() takes the one that has ended.
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/process.hpp>

#include <map>
#include <string>

class SessionProcess : public process::Process<SessionProcess>
{
public:
  explicit SessionProcess(const std::string& user) : ProcessBase("session-" + user) {}
};

class SessionsProcess : public process::Process<SessionsProcess>
{
public:
  SessionsProcess() : ProcessBase("sessions") {}

  process::Future<Nothing> start(const std::string& user)
  {
    if (byUser.count(user) > 0) {
      return process::Failure("taken");
    }
    const process::UPID session = process::spawn(new SessionProcess(user), true);
    byUser[user] = session;
    users[session] = user;
    link(session);
    return Nothing();
  }

protected:
  void exited(const process::UPID& session) override
  {
    byUser.erase(users[session]);
    users.erase(session);
  }

private:
  std::map<std::string, process::UPID> byUser;
  std::map<process::UPID, std::string> users;
};
