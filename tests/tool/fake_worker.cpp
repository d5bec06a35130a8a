// Stands in for `dramaturg-extract`. The name of a unit says what becomes of the worker; the facts of a good one are
// made from its text: `blocks NAME` is an actor with a handler that waits, `#include "x"` an input, `allow(rule)
// reason` a suppression.
#include "facts/binary.h"
#include "facts/wire.h"
#include "tests/support/facts_builder.h"
#include "tool/hash.h"
#include "tool/host.h"
#include "tool/paths.h"

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
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
  for (int i = 0; i < 64; ++i) hoard.emplace_back(std::size_t{16} << 20, 'x');
  outOfMemory();
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

Outcome answer(const Job& job, std::size_t jobsBefore) {
  const std::string file = absolutePath(job.file, job.directory);
  const std::string name = file.substr(file.rfind('/') + 1);
  if (name.starts_with("fresh") && jobsBefore > 0) std::abort();  // bears no predecessor
  misbehave(name);
  if (name.starts_with("error")) return {std::nullopt, "the header `nowhere.hpp` does not exist"};
  if (name.starts_with("chatty")) std::fputs(std::string(1 << 20, 'c').c_str(), stderr);
  UnitFacts facts = factsFrom(file, job.root);
  if (name.starts_with("partial")) {
    facts.partial = true;
    facts.problems.push_back({file, 3, "'nowhere.hpp' file not found"});
  }
  return {std::move(facts), {}};
}

int serve() {
  FrameDecoder decoder;
  std::size_t jobs = 0;
  char buffer[4096];
  for (ssize_t n; (n = ::read(STDIN_FILENO, buffer, sizeof buffer)) > 0;) {
    decoder.feed({buffer, static_cast<std::size_t>(n)});
    while (const auto payload = decoder.next()) {
      const auto job = fromBinary<Job>(*payload);
      if (!job) return 1;
      say(encodeFrame(toBinary(answer(*job.value, jobs++))));
    }
  }
  return 0;
}

}  // namespace
}  // namespace dramaturg

int main() { return dramaturg::serve(); }
