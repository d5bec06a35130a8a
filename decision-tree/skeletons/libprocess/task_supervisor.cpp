// libprocess has no task supervisor: a process spawns each job, knows a maximum, hears of each end and stops the rest.
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/id.hpp>
#include <process/process.hpp>

#include <cstddef>
#include <set>
#include <string>

class ImportProcess : public process::Process<ImportProcess>
{
public:
  explicit ImportProcess(const std::string& _path)
    : ProcessBase(process::ID::generate("import")), path(_path) {}

protected:
  void initialize() override; // Does its work and ends with process::terminate(self()).

private:
  const std::string path;
};

class ImportsProcess : public process::Process<ImportsProcess>
{
public:
  ImportsProcess() : ProcessBase("imports") {}

  process::Future<Nothing> start(const std::string& path)
  {
    if (running.size() == MOST) {
      return process::Failure("busy");
    }
    const process::UPID job = process::spawn(new ImportProcess(path), true);
    running.insert(job);
    link(job);
    return Nothing();
  }

protected:
  void exited(const process::UPID& job) override { running.erase(job); }
  void finalize() override
  {
    for (const process::UPID& job : running) {
      process::terminate(job);
    }
  }

private:
  static constexpr std::size_t MOST = 8;
  std::set<process::UPID> running;
};
