// From what people say to the trees that answer it.
#include "decision-tree/tree.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <iterator>
#include <map>

namespace dramaturg {
namespace {

using Words = std::vector<std::string>;

Words wordsOf(std::string_view text) {
  Words words;
  bool open = false;
  for (const char c : text) {
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (letter && !open) words.emplace_back();
    if (letter) words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    open = letter;
  }
  return words;
}

constexpr std::size_t kStem = 4;  ///< letters that have to agree: `restart` finds `restarts` and `restarting`

/// 2: the same word; 1: words of one stem; 0: neither.
unsigned likeness(const std::string& a, const std::string& b) {
  if (a == b) return 2;
  const std::size_t shorter = std::min(a.size(), b.size());
  return shorter >= kStem && a.compare(0, shorter, b, 0, shorter) == 0 ? 1 : 0;
}

bool isFiller(const std::string& word) {
  static const Words kFillers{"a",  "an", "and", "do",     "for", "how",  "i",  "in",   "is",   "it",
                              "my", "of", "or",  "should", "the", "this", "to", "want", "what", "with"};
  return std::ranges::find(kFillers, word) != kFillers.end();
}

unsigned bestLikeness(const std::string& word, const Words& among) {
  unsigned best = 0;
  for (const std::string& other : among) best = std::max(best, likeness(word, other));
  return best;
}

/// Words of the phrase itself weigh twice what its other words do.
unsigned score(const Phrase& phrase, const Words& typed) {
  const Words own = wordsOf(phrase.say);
  Words others;
  for (const std::string& words : phrase.words) std::ranges::move(wordsOf(words), std::back_inserter(others));
  unsigned sum = 0;
  for (const std::string& word : typed)
    if (!isFiller(word)) sum += std::max(2 * bestLikeness(word, own), bestLikeness(word, others));
  return sum;
}

}  // namespace

std::vector<const Phrase*> search(const TreeCatalogue& catalogue, std::string_view text) {
  const Words typed = wordsOf(text);
  std::multimap<unsigned, const Phrase*, std::greater<>> scored;  // equals stay in the order of the catalogue
  for (const Phrase& phrase : catalogue.phrases)
    if (const unsigned points = score(phrase, typed); points > 0) scored.emplace(points, &phrase);
  std::vector<const Phrase*> found;
  for (const auto& [points, phrase] : scored) found.push_back(phrase);
  return found;
}

}  // namespace dramaturg
