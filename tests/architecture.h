// Who may include whom: the table of docs/architecture.md, checked against source text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dramaturg::architecture {

/// One sentence per `#include` or other word in `text` that `file` may not use, in the order of the lines.
/// `file` is relative to the root of the project: `rules/registry.cpp`.
std::vector<std::string> violations(std::string_view file, std::string_view text);

}  // namespace dramaturg::architecture
