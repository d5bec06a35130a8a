// Stands in for `dramaturg-extract`. The name of a unit says what becomes of the worker, or with `--share` of the fork
// server whose group it is in; the facts of a good one are made from its text: `blocks NAME` is an actor with a handler
// that waits, `#include "x"` an input, `allow(rule) reason` a suppression. A library profile is a list of words, one a
// line, which fit where a source has them; `invalid` makes it so.
#include "facts/binary.h"
#include "facts/wire.h"
#include "tests/support/facts_builder.h"
#include "tool/hash.h"
#include "tool/host.h"
#include "tool/paths.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <sstream>
#include <vector>

namespace dramaturg {
namespace {

void say(const std::string& bytes) { SystemHost().print(Stream::out, bytes); }

Input inputFor(const std::string& path) {
  const SystemHost host;
  const FileStatus status = host.status(path).value_or(FileStatus{});
  return {path, contentHash(host.read(path).value_or("")), status.size, status.modified};
}

UnitFacts factsFrom(const std::string& file, const std::string& root) {
  test::UnitBuilder unit(relativeTo(root, file));
  std::vector<Input> inputs{inputFor(file)};
  std::istringstream lines(SystemHost().read(file).value_or(""));
  std::string line;
  for (std::uint32_t number = 1; std::getline(lines, line); ++number) {
    if (line.starts_with("#include \""))
      inputs.push_back(inputFor(absolutePath(line.substr(10, line.size() - 11), parentOf(file))));
    if (line.starts_with("blocks ")) {
      const std::string name = line.substr(7);
      auto handler = unit.actor(name).handles("(work)");
      handler.waits(BlockKind::sleep, Awaits::time, test::after(1000), "sleep_for");
      handler.last().place = {static_cast<FileId>(1), number, 1, number, 7};
    }
    if (const std::size_t at = line.find("allow("); at != std::string::npos) {
      const std::size_t close = line.find(')', at);
      const std::string reason = close + 2 < line.size() ? line.substr(close + 2) : "";
      unit.raw().suppressions.push_back(
          {{static_cast<FileId>(1), number, 1, number, 10}, line.substr(at + 6, close - at - 6), reason});
    }
  }
  UnitFacts facts = unit.facts();
  facts.inputs = std::move(inputs);
  return facts;
}

[[noreturn]] void outOfMemory() {
  std::fputs("LLVM ERROR: out of memory\n", stderr);
  std::abort();
}

/// The limit of the pool ends it early; without one (sanitizers) it ends by itself.
[[noreturn]] void exhaustMemory() {
  std::set_new_handler(outOfMemory);
  std::vector<std::vector<char>> hoard;
  for (int i = 0; i < 24; ++i) hoard.emplace_back(std::size_t{16} << 20, 'x');
  outOfMemory();
}

/// Who works when, for tests that want to know: in `record` below the project's root, if that is there. Then nobody is
/// done at once.
class Recorded {
 public:
  Recorded(const std::string& root, std::string what) : what_(std::move(what)) {
    record_ = ::open((root + "/record").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    write("begin");
    if (record_ >= 0) ::usleep(5000);
  }
  ~Recorded() {
    write("end");
    ::close(record_);
  }
  Recorded(const Recorded&) = delete;
  Recorded& operator=(const Recorded&) = delete;

 private:
  void write(const char* event) const {
    const std::string line = std::string(event) + ' ' + what_ + ' ' + std::to_string(::getpid()) + '\n';
    if (record_ >= 0 && ::write(record_, line.data(), line.size()) < 0) std::abort();
  }

  std::string what_;
  int record_ = -1;
};

std::string nameOf(const Job& job) {
  const std::string file = absolutePath(job.file, job.directory);
  return file.substr(file.rfind('/') + 1);
}

void misbehave(const std::string& name) {
  if (name.starts_with("segfault")) ::signal(SIGSEGV, SIG_DFL), ::raise(SIGSEGV);
  if (name.starts_with("abort")) std::fputs("assertion failed: x\n", stderr), std::abort();
  if (name.starts_with("hang"))
    for (;;) ::pause();
  if (name.starts_with("memory")) exhaustMemory();
  if (name.starts_with("garbage")) say(std::string(64, '\xff'));
  if (name.starts_with("nonsense")) say(encodeFrame("these are no facts"));
  if (name.starts_with("exit")) ::_exit(7);
}

/// What goes wrong with common headers only.
std::optional<Outcome> misbehaveForked(const std::string& name) {
  if (name.starts_with("fragile")) std::fputs("assertion failed: shared\n", stderr), std::abort();
  if (name.starts_with("greedy")) exhaustMemory();
  if (name.starts_with("alone"))
    return Outcome{.facts = std::nullopt, .error = "`LEVEL` is another before the headers", .alone = true};
  return std::nullopt;
}

/// Made up, but the same each time: more for each file that is read.
Effort effortFor(const Job& job, const UnitFacts& facts) {
  Effort effort{.parseMicroseconds = 4000, .collectMicroseconds = 1000, .peakKiB = 2048, .headers = {}};
  for (const Input& input : facts.inputs) {
    effort.parseMicroseconds += 1000;
    if (job.timed) effort.headers.push_back({input.path, 1000});
  }
  return effort;
}

// --- library profiles

std::string nameOfLibrary(const std::string& path) {
  const std::string file = path.substr(path.rfind('/') + 1);
  return file.substr(0, file.find('.'));
}

std::vector<std::string> linesOf(const std::string& path) {
  std::istringstream text(SystemHost().read(path).value_or(""));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

std::vector<ProfileMatch> matchesOf(const Job& job) {
  std::vector<ProfileMatch> matches;
  const std::string file = absolutePath(job.file, job.directory);
  const auto source = linesOf(file);
  for (const std::string& profile : job.profiles)
    for (const std::string& word : linesOf(profile)) {
      ProfileMatch match{nameOfLibrary(profile), "functions", word, 0, relativeTo(job.root, file), 0};
      for (std::uint32_t i = 0; i < source.size(); ++i)
        if (source[i].find(word) != std::string::npos && match.count++ == 0) match.line = i + 1;
      if (match.count > 0) matches.push_back(match);
    }
  return matches;
}

int showProfiles(int count, char** files) {
  nlohmann::json all = nlohmann::json::array({{{"library", "plays"}, {"title", "Plays"}, {"entries", {}}}});
  for (int i = 0; i < count; ++i) {
    auto entries = nlohmann::json::array();
    for (const std::string& word : linesOf(files[i])) {
      if (word == "invalid") {
        std::fprintf(stderr, "library profile `%s` is not valid\n", files[i]);
        return 2;
      }
      entries.push_back({{"section", "functions"}, {"entry", word}});
    }
    all.push_back({{"library", nameOfLibrary(files[i])}, {"title", "Library"}, {"entries", entries}});
  }
  say(all.dump());
  return 0;
}

enum class Origin : std::uint8_t { own, forked };

Outcome answer(const Job& job, std::size_t jobsBefore, Origin origin) {
  const std::string name = nameOf(job);
  const Recorded recorded(job.root, name);
  if (name.starts_with("fresh") && jobsBefore > 0) std::abort();  // bears no predecessor
  if (origin == Origin::forked)
    if (auto outcome = misbehaveForked(name)) return *outcome;
  misbehave(name);
  if (name.starts_with("error")) return {.facts = std::nullopt, .error = "the header `nowhere.hpp` does not exist"};
  if (name.starts_with("untimed") && job.timed) return {.facts = std::nullopt, .error = "it is timed"};
  if (name.starts_with("shortcut") && !job.plain) return {.facts = std::nullopt, .error = "a shortcut went wrong"};
  if (name.starts_with("chatty")) std::fputs(std::string(1 << 20, 'c').c_str(), stderr);
  const std::string file = absolutePath(job.file, job.directory);
  UnitFacts facts = factsFrom(file, job.root);
  if (name.starts_with("partial")) {
    facts.partial = true;
    facts.problems.push_back({file, 3, "'nowhere.hpp' file not found"});
  }
  const Effort effort = effortFor(job, facts);
  return {.facts = std::move(facts),
          .error = {},
          .effort = effort,
          .matches = job.matches ? matchesOf(job) : std::vector<ProfileMatch>()};
}

/// Answers the jobs on the standard input, at most so many. False when one is damaged.
bool serve(std::size_t most, Origin origin) {
  FrameDecoder decoder;
  std::size_t jobs = 0;
  char buffer[4096];
  for (ssize_t n; jobs < most && (n = ::read(STDIN_FILENO, buffer, sizeof buffer)) > 0;) {
    decoder.feed({buffer, static_cast<std::size_t>(n)});
    while (const auto payload = decoder.next()) {
      const auto job = fromBinary<Job>(*payload);
      if (!job) return false;
      say(encodeFrame(toBinary(answer(*job.value, jobs++, origin))));
    }
  }
  return true;
}

// --- the fork server

class ForkServer {
 public:
  int run() {
    if (!receiveGroup()) return 1;
    if (has("groupcrash")) std::fputs("assertion failed: headers\n", stderr), std::abort();
    if (has("grouphang"))
      for (;;) ::pause();
    if (has("groupnonsense")) tell(encodeFrame("this is no answer"));
    if (has("groupgarbage")) tell(std::string(64, '\xff'));
    GroupReady ready{.shared = !has("nogroup"),
                     .reason = "",
                     .headers = 5,
                     .effort = {.parseMicroseconds = 9000, .peakKiB = 4096, .headers = {}}};
    if (timed_) ready.effort.headers.push_back({root_ + "/common.h", 9000});
    if (!ready.shared) ready.reason = "the sources have no headers in common";
    {
      const Recorded parse(root_, "headers");
    }
    tell(encodeFrame(toBinary(ready)));
    while (ready.shared && serveRequest()) continue;
    return 0;
  }

 private:
  bool receiveGroup() {
    FrameDecoder decoder;
    char buffer[4096];
    for (ssize_t n; (n = ::read(kSocket, buffer, sizeof buffer)) > 0;) {
      decoder.feed({buffer, static_cast<std::size_t>(n)});
      const auto payload = decoder.next();
      if (!payload) continue;
      auto group = fromBinary<Group>(*payload);
      if (!group || group.value->jobs.empty()) return false;
      root_ = group.value->jobs.front().root;
      timed_ = group.value->jobs.front().timed;
      for (const Job& job : group.value->jobs) names_.push_back(nameOf(job));
      return true;
    }
    return false;
  }

  bool has(const char* name) const {
    return std::any_of(names_.begin(), names_.end(), [&](const std::string& one) { return one.starts_with(name); });
  }

  /// False at the end of the requests.
  bool serveRequest() {
    int streams[3];
    if (!receive(streams)) return false;
    if (has("forkcrash")) std::abort();
    if (has("forkhang"))
      for (;;) ::pause();
    if (!has("forkless") && forkForFront() == 0) work(streams);
    for (const int stream : streams) ::close(stream);
    return true;
  }

  static bool receive(int (&streams)[3]) {
    char byte;
    iovec content{&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof streams)];
    msghdr message{};
    message.msg_iov = &content;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    if (::recvmsg(kSocket, &message, 0) != 1) return false;
    const cmsghdr* header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_len != CMSG_LEN(sizeof streams)) return false;
    std::memcpy(streams, CMSG_DATA(header), sizeof streams);
    return true;
  }

  static long forkForFront() {
    return ::syscall(SYS_clone, CLONE_PARENT | SIGCHLD, nullptr, nullptr, nullptr, nullptr);
  }

  [[noreturn]] void work(const int (&streams)[3]) const {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int i = 0; i < 3; ++i) ::dup2(streams[i], i);
    for (const int stream : streams) ::close(stream);
    say(encodeFrame(has("stranger") ? "1" : has("nobody") ? "me" : std::to_string(::getpid())));
    ::_exit(serve(1, Origin::forked) ? 0 : 1);
  }

  static void tell(std::string_view bytes) {
    if (::write(kSocket, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) ::_exit(1);
  }

  static constexpr int kSocket = STDIN_FILENO;
  std::string root_;
  bool timed_ = false;
  std::vector<std::string> names_;
};

}  // namespace
}  // namespace dramaturg

int main(int argc, char** argv) {
  using namespace dramaturg;
  if (argc == 2 && std::string_view(argv[1]) == "--share") return ForkServer().run();
  if (argc > 1 && std::string_view(argv[1]) == "--profiles") return showProfiles(argc - 2, argv + 2);
  return serve(std::numeric_limits<std::size_t>::max(), Origin::own) ? 0 : 1;
}
