#include "tool/nearest.h"

#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <utility>

namespace dramaturg {

std::vector<std::string> nearestNames(std::string_view typed, const std::vector<std::string>& known) {
  std::vector<std::pair<std::size_t, std::string>> near;
  const std::string lower = llvm::StringRef(typed).lower();
  for (const std::string& name : known) {
    const std::string candidate = llvm::StringRef(name).lower();
    std::size_t distance = llvm::StringRef(lower).edit_distance(candidate);
    const bool contained = lower.size() >= 3 && candidate.find(lower) != std::string::npos;
    if (contained) distance = 1;
    if (contained || distance <= (std::max(lower.size(), candidate.size()) + 2) / 3) near.emplace_back(distance, name);
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < near.size() && i < 3; ++i)
    if (near[i].first <= near.front().first + 1) names.push_back(near[i].second);
  return names;
}

std::string didYouMean(std::string_view typed, const std::vector<std::string>& known) {
  const auto names = nearestNames(typed, known);
  if (names.empty()) return {};
  std::string text = "; did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += '`' + names[i] + '`';
  }
  return text + '?';
}

}  // namespace dramaturg
