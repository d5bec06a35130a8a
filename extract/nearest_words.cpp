#include "extract/nearest_words.h"

#include "libraries/profiles.h"

#include "llvm/ADT/StringSet.h"

namespace dramaturg {
namespace {

bool isWordLetter(char letter) { return llvm::isLower(letter) || letter == '-'; }

struct Words {
  llvm::StringSet<> keys;
  llvm::StringSet<> values;
};

/// Every word that some built-in profile uses; together they use them all.
Words collectWords() {
  Words words;
  for (const auto& [name, text] : libraryProfiles()) {
    llvm::StringRef rest(text);
    while (!rest.empty()) {
      rest = rest.drop_until(isWordLetter);
      const llvm::StringRef word = rest.take_while(isWordLetter);
      rest = rest.drop_front(word.size());
      (rest.starts_with(": ") || rest.starts_with(":\n") ? words.keys : words.values).insert(word);
    }
  }
  return words;
}

}  // namespace

std::string nearestWord(const llvm::SMDiagnostic& error) {
  static const Words words = collectWords();
  const llvm::StringRef line = error.getLineContents();
  const auto column = static_cast<std::size_t>(std::max(error.getColumnNo(), 0));
  const llvm::StringRef wrong = line.drop_front(std::min(column, line.size())).take_while([](char letter) {
    return llvm::isAlnum(letter) || letter == '-' || letter == '_';
  });
  std::string nearest;
  auto best = static_cast<unsigned>(wrong.size() / 3 + 1);
  for (const auto& entry : error.getMessage().contains("key") ? words.keys : words.values) {
    const unsigned distance = wrong.edit_distance(entry.getKey(), /*AllowReplacements=*/true, best);
    if (distance == 0) return {};  // a good word in the wrong place
    if (distance < best || (distance == best && !nearest.empty() && entry.getKey() < llvm::StringRef(nearest)))
      best = distance, nearest = entry.getKey().str();
  }
  return wrong.empty() ? std::string() : nearest;
}

}  // namespace dramaturg
