// The published JSON Schemas of the documents that dramaturg writes: `advice.schema.json`, `findings.schema.json`,
// `model.schema.json`.
#pragma once

#include "facts/embedded.h"

#include <span>

namespace dramaturg {

std::span<const EmbeddedFile> schemaFiles();

}  // namespace dramaturg
