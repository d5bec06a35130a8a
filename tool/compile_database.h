// The compile database (`compile_commands.json`): where it is, and what it says. Nothing that it names is run.
#pragma once

#include "tool/host.h"

#include <string>
#include <vector>

namespace dramaturg {

struct CompileCommand {
  std::string directory;               ///< absolute
  std::string file;                    ///< absolute
  std::vector<std::string> arguments;  ///< the compiler first
  auto operator<=>(const CompileCommand&) const = default;
};

struct CompileDatabase {
  std::string path;
  /// C and C++ units in the order of the database. One file with different flags is several units; an entry that
  /// repeats another is dropped.
  std::vector<CompileCommand> commands;
  std::size_t ignored = 0;  ///< entries in other languages
};

/// Path of the database: `given` (a directory or file) if not empty; else the nearest one in the current directory and
/// its parents up to `top` (empty: all of them); else the newest in their build folders (`build*`, `out/*`,
/// `cmake-build-*`, the binary folders of `CMakePresets.json`; without `top` of the current directory only). Throws
/// `Failure` when there is none, with the way to make one.
std::string findCompileDatabase(const Host& host, const std::string& given, const std::string& top);

/// Throws `Failure` with the place of the mistake.
CompileDatabase readCompileDatabase(const Host& host, const std::string& path);

}  // namespace dramaturg
