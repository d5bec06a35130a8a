// Runs units that are compiled alike on the fake worker.
#pragma once

#include "tests/support/catch.h"
#include "tests/tool/test_host.h"
#include "tool/worker_pool.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dramaturg::test {

struct PoolFixture {
  using Outcomes = std::map<std::string, Outcome>;

  TempFolder folder;
  PoolOptions options{FAKE_WORKER, 2, std::chrono::milliseconds(10'000), 192};
  std::string interruptAfter;
  std::function<void(const std::string& name)> onDone;
  RunLog log;
  std::map<std::string, JobRun> runs;  ///< of the log, by name
  bool finished = false;

  Outcomes run(const std::vector<std::string>& names) {
    std::vector<Job> jobs;
    for (const std::string& name : names) jobs.push_back(job(name));
    Outcomes outcomes;
    finished = runJobs(
        jobs, options,
        [&](std::size_t index, Outcome outcome) {
          const bool first = outcomes.emplace(names[index], std::move(outcome)).second;
          CHECK(first);  // each ends once
          if (onDone) onDone(names[index]);
          if (names[index] == interruptAfter) ::kill(::getpid(), SIGINT);
        },
        &log);
    const bool childless = ::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD;
    CHECK(childless);
    runs.clear();
    for (std::size_t i = 0; i < log.jobs.size(); ++i) runs.emplace(names[i], log.jobs[i]);
    return outcomes;
  }

  Job job(const std::string& name) const {
    // Written once: facts tell the age of what was read.
    const std::string file = folder / name;
    if (!std::filesystem::exists(file)) folder.write(name, "blocks actor_of_" + name.substr(0, name.find('.')));
    return {folder.path(), file, {"c++", "-c", file, "-o", name + ".o"}, folder.path(), {}};
  }
};

}  // namespace dramaturg::test
