// link() hears of an end, in one direction. The parent ends with the child, and takes the child along by terminate().
#include <process/process.hpp>

class UploadProcess : public process::Process<UploadProcess>
{
public:
  UploadProcess() : ProcessBase("upload") {}
};

class SessionProcess : public process::Process<SessionProcess>
{
public:
  SessionProcess() : ProcessBase("session") {}

protected:
  void initialize() override
  {
    child = process::spawn(new UploadProcess(), true);
    link(child);
  }
  void exited(const process::UPID&) override { process::terminate(self()); }
  void finalize() override { process::terminate(child); }

private:
  process::PID<UploadProcess> child;
};
