#include "extract/share.h"

#include "extract/common_headers.h"
#include "extract/descriptors.h"
#include "extract/parse.h"
#include "extract/profile.h"
#include "facts/binary.h"
#include "facts/wire.h"

#include <llvm/Support/Path.h>
#include <llvm/Support/VirtualFileSystem.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <optional>
#include <utility>

namespace dramaturg {
namespace {

/// Headers that do not go with the others are left out, one set after the other.
constexpr int kAttempts = 4;

/// A child of our parent, as if that had forked itself.
pid_t forkSibling() { return static_cast<pid_t>(::syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0)); }

class GroupServer {
 public:
  GroupServer(int socket, std::string resourceDir, Group group)
      : socket_(socket), resourceDir_(std::move(resourceDir)), group_(std::move(group)) {}

  bool run() {
    const Parse::Files files = llvm::vfs::createPhysicalFileSystem();
    if (files->setCurrentWorkingDirectory(group_.jobs.front().directory)) return refuse("its directory does not exist");
    headers_ = commonHeaders(group_.jobs, *files);
    for (int attempt = 0; attempt < kAttempts && !headers_.empty(); ++attempt)
      if (!parse()) return false;
    return refuse(headers_.empty() ? "no two of its sources begin with a common header" : "common headers have errors");
  }

 private:
  /// Parses the common headers and serves. Returns with fewer headers when some had errors; false when it is told so.
  bool parse() {
    std::string error;
    const std::vector<Profile>* profiles = profilesFor(group_.jobs.front().profiles, error);
    const Parse::Files files = llvm::vfs::createPhysicalFileSystem();
    PreparedCommand command = prepareCommand(group_.jobs.front(), resourceDir_, files);
    if (!profiles || !command.invocation) return refuse(profiles ? command.error : error);
    std::string text;
    for (const std::string& header : headers_) text += "#include " + header + "\n";
    llvm::SmallString<256> source(group_.jobs.front().directory);
    llvm::sys::path::append(source, "dramaturg-common-headers", "main.cpp");

    Parse parse(std::move(command), files, group_.jobs.front(), *profiles);
    parse.share(source.str().str(), text, [&] { return serve(parse); });
    parse.run();
    if (worker_) {
      writeAll(out_, encodeFrame(toBinary(parse.outcome())));
      ::_exit(0);
    }
    return true;
  }

  /// In the server: forks until the socket ends, or gives up for now. In a forked worker: its unit.
  std::optional<Job> serve(Parse& parse) {
    if (!parse.linesWithErrors().empty()) {
      dropLines(parse.linesWithErrors());
      return std::nullopt;
    }
    parse.rememberInputs();
    GroupReady ready;
    ready.shared = true;
    ready.headers = parse.filesSoFar();
    ready.effort = parse.effort();
    if (!tell(ready)) ::_exit(1);
    while (const auto descriptors = receiveDescriptors(socket_)) {
      if (forkSibling() == 0) return become(*descriptors);
      for (const int descriptor : *descriptors) ::close(descriptor);
    }
    ::_exit(0);
  }

  /// Takes the place of a worker that the front started.
  std::optional<Job> become(const StandardDescriptors& descriptors) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != front_) ::_exit(1);  // it died before it was asked for
    ::close(socket_);
    worker_ = true;
    out_ = descriptors[1];
    ::dup2(descriptors[2], STDOUT_FILENO);
    ::dup2(descriptors[2], STDERR_FILENO);
    ::close(descriptors[2]);
    if (!writeAll(out_, encodeFrame(std::to_string(::getpid())))) ::_exit(1);
    const auto frame = FrameReader(descriptors[0]).next();
    if (!frame) ::_exit(0);
    auto job = fromBinary<Job>(*frame);
    if (!job) ::_exit(1);
    return std::move(job.value);
  }

  void dropLines(const std::set<unsigned>& lines) {
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < headers_.size(); ++i)
      if (!lines.contains(static_cast<unsigned>(i + 1))) kept.push_back(std::move(headers_[i]));
    if (kept.size() == headers_.size()) kept.clear();  // errors from nowhere: the command itself
    headers_ = std::move(kept);
  }

  bool refuse(std::string reason) {
    GroupReady ready;
    ready.reason = std::move(reason);
    tell(ready);
    return false;
  }
  bool tell(const GroupReady& ready) { return writeAll(socket_, encodeFrame(toBinary(ready))); }

  const pid_t front_ = ::getppid();
  int socket_;
  std::string resourceDir_;
  Group group_;
  std::vector<std::string> headers_;
  bool worker_ = false;
  int out_ = -1;
};

}  // namespace

bool shareGroup(int socket, const std::string& resourceDir) {
  const auto frame = FrameReader(socket).next();
  if (!frame) return false;
  auto group = fromBinary<Group>(*frame);
  if (!group || group.value->jobs.empty()) return false;
  return GroupServer(socket, resourceDir, std::move(*group.value)).run();
}

}  // namespace dramaturg
