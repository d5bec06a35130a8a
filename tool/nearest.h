// "Did you mean": the known names that a mistyped one is closest to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

/// At most three, best first, none much further off than the best. A name counts as near when it differs by about a
/// third of its letters or less, or contains what was typed.
std::vector<std::string> nearestNames(std::string_view typed, const std::vector<std::string>& known);

/// `; did you mean `a` or `b`?`, empty when nothing is near.
std::string didYouMean(std::string_view typed, const std::vector<std::string>& known);

}  // namespace dramaturg
