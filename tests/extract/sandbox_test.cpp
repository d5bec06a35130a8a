#include "extract/sandbox.h"

#include "tests/extract/scratch.h"
#include "tests/support/catch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace dramaturg::test {
namespace {

/// Runs `attempt` in a child that has entered the sandbox; its result is the child's exit code.
int inSandbox(int (*attempt)()) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(enterSandbox() ? attempt() : 99);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

/// 0 when a system call went well, else its error number.
int outcome(int result) { return result < 0 ? errno : 0; }

}  // namespace

TEST_CASE("in the sandbox a worker reads files and writes to what it has open") {
  const Scratch scratch;
  scratch.write("text", "some\n");
  CHECK(inSandbox([] { return outcome(::open("text", O_RDONLY | O_CLOEXEC)); }) == 0);
  CHECK(inSandbox([] { return outcome(static_cast<int>(::write(STDERR_FILENO, "", 0))); }) == 0);
}

TEST_CASE("in the sandbox no file is made, changed or removed and no program is started") {
  const Scratch scratch;
  scratch.write("text", "some\n");
  CHECK(inSandbox([] { return outcome(::open("text", O_WRONLY)); }) == EPERM);
  CHECK(inSandbox([] { return outcome(::open("text", O_RDWR)); }) == EPERM);
  CHECK(inSandbox([] { return outcome(::open("new", O_CREAT | O_RDONLY, 0600)); }) == EPERM);
  CHECK(inSandbox([] { return outcome(::open("text", O_TRUNC | O_RDONLY)); }) == EPERM);
  CHECK(inSandbox([] { return outcome(::unlink("text")); }) == EPERM);
  CHECK(inSandbox([] { return outcome(::rename("text", "moved")); }) == EPERM);
  CHECK(inSandbox([] { return outcome(::mkdir("folder", 0700)); }) == EPERM);
  CHECK(inSandbox([] { return outcome(::execl("/bin/true", "true", nullptr)); }) == EPERM);
  CHECK(scratch.files() == std::vector<std::string>{"text"});
}

}  // namespace dramaturg::test
