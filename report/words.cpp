#include "report/words.h"

namespace dramaturg {
namespace {

/// `words` in the order of the enumerators.
template <std::size_t Count, class Value>
std::string_view pick(const std::string_view (&words)[Count], Value value) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view word(Severity value) {
  static constexpr std::string_view kWords[] = {"suggestion", "warning", "error"};
  return pick(kWords, value);
}

std::string_view word(Confidence value) {
  static constexpr std::string_view kWords[] = {"possible", "likely", "certain"};
  return pick(kWords, value);
}

std::string_view word(AnswerSource value) {
  static constexpr std::string_view kWords[] = {"code", "person", "assumed", "open"};
  return pick(kWords, value);
}

std::string_view word(Multiplicity value) {
  static constexpr std::string_view kWords[] = {"unknown", "one", "few", "many"};
  return pick(kWords, value);
}

std::string_view word(EdgeKind value) {
  static constexpr std::string_view kWords[] = {"spawn", "cast", "call", "delegate", "link", "monitor", "supervise"};
  return pick(kWords, value);
}

}  // namespace dramaturg
