// The world as tests want it: real files in a folder of their own, everything else made up.
#pragma once

#include "tool/host.h"

#include <cstdlib>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace dramaturg::test {

/// A folder that is gone with the test.
class TempFolder {
 public:
  TempFolder() {
    std::string name = std::filesystem::temp_directory_path() / "dramaturg-test-XXXXXX";
    path_ = std::filesystem::canonical(::mkdtemp(name.data()));
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + '/' + name; }

  /// Writes a file with the folders that it lies in; gives its path.
  std::string write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = *this / name;
    std::filesystem::create_directories(file.parent_path());
    SystemHost().write(file, text);
    return file;
  }
  std::string makeFolder(const std::string& name) const {
    std::filesystem::create_directories(*this / name);
    return *this / name;
  }

 private:
  std::string path_;
};

class TestHost : public SystemHost {
 public:
  explicit TestHost(std::string directory) : directory_(std::move(directory)) {}

  std::optional<std::string> variable(const std::string& name) const override {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  }
  std::string currentDirectory() const override { return directory_; }
  std::string executable() const override { return directory_ + "/bin/dramaturg"; }
  unsigned cores() const override { return 2; }
  bool print(Stream stream, std::string_view text) override {
    (stream == Stream::out ? out : err) += text;
    if (onPrint) onPrint(text);
    return true;
  }
  Terminal terminal(Stream) const override { return screen; }
  std::optional<std::string> readLine() override {
    if (input.empty()) return std::nullopt;
    std::string line = input.front();
    input.pop_front();
    return line;
  }
  bool inputIsTerminal() const override { return false; }
  /// Time runs ahead, so that files just written count as old and their times are trusted.
  std::int64_t now() const override { return SystemHost::now() + ahead; }
  /// Counts the files that are read, not only asked for.
  std::optional<std::string> read(const std::string& path) const override {
    ++reads;
    return SystemHost::read(path);
  }

  std::map<std::string, std::string> environment;
  Terminal screen;
  std::int64_t ahead = 3'600'000'000'000;
  std::deque<std::string> input;  ///< lines
  std::string out;
  std::string err;
  mutable int reads = 0;
  std::function<void(std::string_view)> onPrint;  ///< also told

 private:
  std::string directory_;
};

}  // namespace dramaturg::test
