#include "tool/interview/dialogue.h"

#include <algorithm>
#include <cctype>

namespace dramaturg {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

bool isOneOf(std::string_view text, std::string_view letter, std::string_view word) {
  return text == letter || text == word;
}

}  // namespace

std::vector<char> lettersOf(const std::vector<MenuItem>& items) {
  std::string taken = "boq";
  std::vector<char> letters;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const char first = items[i].choice.empty() ? '\0' : items[i].choice.front();
    const bool free = std::isalpha(static_cast<unsigned char>(first)) && taken.find(first) == std::string::npos;
    const char letter = free ? first : i < 9 ? static_cast<char>('1' + i) : static_cast<char>('A' + i - 9);
    taken += letter;
    letters.push_back(letter);
  }
  return letters;
}

std::string itemText(const Menu& menu, std::size_t index, char letter) {
  const MenuItem& item = menu.items[index];
  return std::string("[") + letter + "] " + item.choice + (item.says.empty() ? "" : ": " + item.says);
}

std::string hintsFor(const Menu& menu, const std::string& how, const std::string& passing) {
  std::string text = how;
  if (!menu.whenPassed.empty()) text += " | " + passing + ": " + menu.whenPassed;
  if (menu.why) text += " | ? why";
  if (menu.back) text += " | b back";
  if (menu.overrule) text += " | o overrule";
  return text + " | q quit";
}

Response understand(const Menu& menu, std::string_view line) {
  const std::string_view said = trimmed(line);
  if (said.empty()) return {Response::Kind::pass};
  const std::vector<char> letters = lettersOf(menu.items);
  for (std::size_t i = 0; i < menu.items.size(); ++i)
    if (said == menu.items[i].choice || (said.size() == 1 && said.front() == letters[i]) ||
        said == std::to_string(i + 1))
      return {Response::Kind::choice, i};
  if (menu.why && isOneOf(said, "?", "why")) return {Response::Kind::why};
  if (menu.back && isOneOf(said, "b", "back")) return {Response::Kind::back};
  if (menu.overrule && isOneOf(said, "o", "overrule")) return {Response::Kind::overrule};
  if (isOneOf(said, "q", "quit")) return {Response::Kind::quit};
  return {Response::Kind::text, 0, std::string(said)};
}

}  // namespace dramaturg
