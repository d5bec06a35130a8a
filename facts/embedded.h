// Text files that are compiled into the programs, so that an installed binary needs no search for its data.
#pragma once

#include <string_view>

namespace dramaturg {

struct EmbeddedFile {
  std::string_view name;  ///< file name without folder
  std::string_view text;
};

}  // namespace dramaturg
