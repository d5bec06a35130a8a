// An embedded store has one process as owner. Writing blocks a worker thread of libprocess, so it happens on a
// thread of its own.
#include <process/future.hpp>
#include <process/owned.hpp>
#include <process/process.hpp>

#include <functional>
#include <memory>
#include <string>

// A thread with a queue; `run` returns at once.
class Writer
{
public:
  virtual ~Writer() = default;
  virtual void run(std::function<void()> work) = 0;
  virtual bool append(const std::string& line) = 0; // Blocks; on that thread only.
};

class StoreProcess : public process::Process<StoreProcess>
{
public:
  explicit StoreProcess(Writer* _writer) : ProcessBase("store"), writer(_writer) {}

  process::Future<Nothing> put(const std::string& line)
  {
    auto written = std::make_shared<process::Promise<Nothing>>();
    Writer* const file = writer.get();
    file->run([file, line, written] {
      if (file->append(line)) {
        written->set(Nothing());
      } else {
        written->fail("cannot write");
      }
    });
    return written->future();
  }

private:
  const process::Owned<Writer> writer;
};
