// terminate() overtakes what waits, or comes after it; wait() takes a limit. Never wait in a process.
#include <process/owned.hpp>
#include <process/process.hpp>

#include <cstdlib>

class WriterProcess : public process::Process<WriterProcess>
{
public:
  WriterProcess() : ProcessBase("writer") {}

protected:
  void finalize() override; // Writes what is left, answers open promises.
};

class Writer
{
public:
  Writer() : process(new WriterProcess()) { process::spawn(process.get()); }
  ~Writer()
  {
    process::terminate(process.get(), false); // After the messages that wait already.
    if (!process::wait(process.get(), Seconds(5))) {
      std::quick_exit(EXIT_FAILURE); // It still uses this memory.
    }
  }

private:
  process::Owned<WriterProcess> process;
};
