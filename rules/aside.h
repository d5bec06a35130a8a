// Code that is not the product.
#pragma once

#include <string_view>

namespace dramaturg {

/// In a folder of tests, benchmarks, examples or third parties? `path` is relative to the root; absolute ones lie
/// outside of it.
bool liesAside(std::string_view path);

}  // namespace dramaturg
