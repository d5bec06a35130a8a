// One value behind "get" and "set". Where nobody needs a message, a lock or an atomic does without a process.
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/process.hpp>

#include <string>

class MottoProcess : public process::Process<MottoProcess>
{
public:
  MottoProcess() : ProcessBase("motto") {}

  process::Future<std::string> get() { return value; }
  void set(const std::string& next) { value = next; }

private:
  std::string value;
};
