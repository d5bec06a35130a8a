// The library profiles that dramaturg ships, as they stand in this folder.
#pragma once

#include "facts/embedded.h"

#include <span>

namespace dramaturg {

std::span<const EmbeddedFile> libraryProfiles();

}  // namespace dramaturg
