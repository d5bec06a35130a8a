// A folder of its own for a test, and jobs in it.
#pragma once

#include "facts/job.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dramaturg::test {

/// A new empty folder, the current one for as long as it lives; removed in the end.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(std::string_view file, std::string_view text, bool executable = false) const;
  /// Every file below, relative and sorted.
  std::vector<std::string> files() const;
  /// The command `compiler options... -c source`, run here.
  Job job(const std::vector<std::string>& options, std::string_view compiler = "clang++",
          std::string_view source = "main.cpp") const;

 private:
  std::filesystem::path path_;
  std::filesystem::path before_;
};

}  // namespace dramaturg::test
