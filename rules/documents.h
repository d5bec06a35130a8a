// The documentation of the rules, `<rule-id>.md` each, as it is compiled into the program.
#pragma once

#include "facts/embedded.h"

#include <span>

namespace dramaturg {

std::span<const EmbeddedFile> ruleDocuments();

}  // namespace dramaturg
