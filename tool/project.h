// The project: the directory whose code is judged, and to which paths in reports are relative.
#pragma once

#include "tool/compile_database.h"
#include "tool/host.h"

#include <string>
#include <vector>

namespace dramaturg {

/// The nearest directory from the current one upwards that holds `.dramaturg.yaml` or `.git`; empty if there is none.
std::string markedRoot(const Host& host);

/// `given` if not empty; else the marked root, else the current directory, if a unit lies below it; else the deepest
/// directory that holds all units (someone else's project was named with `-p`). Throws `Failure` when `given` is no
/// directory.
std::string findRoot(const Host& host, const std::string& given, const std::vector<CompileCommand>& units);

/// Path arguments, made absolute. Throws `Failure` for one that does not exist.
std::vector<std::string> resolvePaths(const Host& host, const std::vector<std::string>& arguments);

}  // namespace dramaturg
