#include "tool/host.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>

namespace dramaturg {
namespace {

/// False when the descriptor takes no more.
bool writeAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(descriptor, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

std::optional<std::string> SystemHost::read(const std::string& path) const {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::nullopt;
  std::optional<std::string> text(std::in_place);
  struct stat info{};
  if (::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode))
    text->reserve(static_cast<std::size_t>(info.st_size) + 1);
  char buffer[65536];
  for (;;) {
    const ssize_t n = ::read(descriptor, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) text.reset();
    if (n <= 0) break;
    text->append(buffer, static_cast<std::size_t>(n));
  }
  ::close(descriptor);
  return text;
}

std::optional<FileStatus> SystemHost::status(const std::string& path) const {
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) return std::nullopt;
  return FileStatus{S_ISDIR(info.st_mode), static_cast<std::uint64_t>(info.st_size),
                    static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec};
}

std::vector<std::string> SystemHost::list(const std::string& directory) const {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error))
    names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::string SystemHost::write(const std::string& path, std::string_view content) {
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return "cannot write `" + path + "`: " + std::strerror(errno);
  ::fchmod(descriptor, 0644);
  const bool written = writeAll(descriptor, content);
  const bool closed = ::close(descriptor) == 0;
  if (written && closed && ::rename(temporary.c_str(), path.c_str()) == 0) return {};
  const std::string error = "cannot write `" + path + "`: " + std::strerror(errno);
  ::unlink(temporary.c_str());
  return error;
}

std::optional<std::string> SystemHost::variable(const std::string& name) const {
  const char* value = std::getenv(name.c_str());
  return value ? std::optional<std::string>(value) : std::nullopt;
}

std::string SystemHost::currentDirectory() const {
  std::error_code error;
  return std::filesystem::current_path(error);
}

std::string SystemHost::executable() const {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error);
}

unsigned SystemHost::cores() const { return std::max(1U, std::thread::hardware_concurrency()); }

bool SystemHost::print(Stream stream, std::string_view text) {
  return writeAll(stream == Stream::out ? STDOUT_FILENO : STDERR_FILENO, text);
}

Terminal SystemHost::terminal(Stream stream) const {
  const int descriptor = stream == Stream::out ? STDOUT_FILENO : STDERR_FILENO;
  Terminal result;
  result.interactive = ::isatty(descriptor) == 1;
  result.colour = wantsColour(*this, result.interactive);
  result.utf8 = speaksUtf8(*this);
  winsize size{};
  if (result.interactive && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) result.width = size.ws_col;
  return result;
}

/// Byte by byte: what follows the line is left for whoever reads next.
std::optional<std::string> SystemHost::readLine() {
  std::string line;
  for (;;) {
    char c = 0;
    const ssize_t n = ::read(STDIN_FILENO, &c, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return line.empty() ? std::nullopt : std::optional(line);
    if (c == '\n') return line;
    if (c != '\r') line += c;
  }
}

bool SystemHost::inputIsTerminal() const { return ::isatty(STDIN_FILENO) == 1; }

double SystemHost::milliseconds() const {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::int64_t SystemHost::now() const {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

bool wantsColour(const Host& host, bool interactive) {
  const auto set = [&](const char* name) { return !host.variable(name).value_or("").empty(); };
  if (set("NO_COLOR")) return false;
  if (set("CLICOLOR_FORCE") && host.variable("CLICOLOR_FORCE") != "0") return true;
  return interactive && host.variable("TERM").value_or("dumb") != "dumb" && host.variable("CLICOLOR") != "0";
}

bool speaksUtf8(const Host& host) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value = host.variable(name).value_or("");
    if (value.empty()) continue;
    for (char& c : value) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
  }
  return false;
}

}  // namespace dramaturg
