#include "facts/fields.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace dramaturg {
namespace {

/// Spells the shape of a type. Facts nest without recursion, so spelling them out in full ends.
struct Shape {
  std::string text;

  void of(const std::string*) { text += "string"; }
  void of(const Symbol*) { text += "symbol"; }
  void of(const FileId*) { text += "file"; }
  template <ListedEnum E>
  void of(const E*) {
    for (const std::string_view name : kEnumNames<E>) text.append(name) += '|';
  }
  template <class N>
    requires std::is_arithmetic_v<N>
  void of(const N*) {
    text += std::is_same_v<N, bool> ? 'b' : std::is_signed_v<N> ? 'i' : 'u';
    text += std::to_string(sizeof(N));
  }
  template <class T>
  void of(const std::vector<T>*) {
    text += '*';
    of(static_cast<const T*>(nullptr));
  }
  template <class T>
  void of(const std::optional<T>*) {
    text += '?';
    of(static_cast<const T*>(nullptr));
  }
  template <class... T>
  void of(const std::variant<T...>*) {
    std::size_t index = 0;
    ((text.append(kEventNames[index++]) += '=', of(static_cast<const T*>(nullptr))), ...);
  }
  template <Listed T>
  void of(const T*) {
    text += '{';
    const T sample{};
    fields(*this, sample);
    text += '}';
  }

  template <class T>
  void operator()(const char* name, const T& member) {
    text.append(name) += ':';
    of(&member);
    text += ' ';
  }
};

std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 14695981039346656037u;
  for (const unsigned char c : text) hash = (hash ^ c) * 1099511628211u;
  return hash;
}

std::string computeFingerprint() {
  Shape shape;
  shape.of(static_cast<const UnitFacts*>(nullptr));
  shape.of(static_cast<const Job*>(nullptr));
  shape.of(static_cast<const Outcome*>(nullptr));
  shape.of(static_cast<const Group*>(nullptr));
  shape.of(static_cast<const GroupReady*>(nullptr));
  shape.text += std::to_string(kSchemaVersion);
  std::string digits(16, '0');
  std::uint64_t hash = fnv1a(shape.text);
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, hash >>= 4)
    *digit = "0123456789abcdef"[hash & 15];
  return digits;
}

}  // namespace

std::string schemaFingerprint() {
  static const std::string fingerprint = computeFingerprint();
  return fingerprint;
}

}  // namespace dramaturg
