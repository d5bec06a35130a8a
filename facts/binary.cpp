#include "facts/binary.h"

#include "facts/fields.h"
#include "facts/references.h"

#include <algorithm>
#include <cstdint>
#include <type_traits>

namespace dramaturg {
namespace {

class Writer {
 public:
  std::string bytes = schemaFingerprint();

  void operator()(const char*, const auto& member) { put(member); }

  void put(const std::string& text) {
    putVarint(text.size());
    bytes += text;
  }
  template <class N>
    requires std::is_integral_v<N> || std::is_enum_v<N>
  void put(N number) {
    const auto value = static_cast<std::int64_t>(number);
    if constexpr (std::is_signed_v<N>)
      putVarint(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));  // zigzag
    else
      putVarint(static_cast<std::uint64_t>(value));
  }
  template <class T>
  void put(const std::vector<T>& items) {
    putVarint(items.size());
    for (const T& item : items) put(item);
  }
  template <class T>
  void put(const std::optional<T>& maybe) {
    put(maybe.has_value());
    if (maybe) put(*maybe);
  }
  void put(const EventKind& what) {
    putVarint(what.index());
    std::visit([this](const auto& kind) { put(kind); }, what);
  }
  template <Listed T>
  void put(const T& x) {
    fields(*this, x);
  }

 private:
  void putVarint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
    bytes += static_cast<char>(value);
  }
};

/// After the first error every read gives zero and nothing, so that decoding always ends.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::string error;

  void operator()(const char* name, auto& member) {
    get(member);
    if (!error.empty() && where_.empty()) where_ = name;
  }

  void expectHeader() {
    const std::string fingerprint = schemaFingerprint();
    if (rest_.substr(0, fingerprint.size()) != fingerprint)
      error = "not facts, or facts of another version of dramaturg";
    else
      rest_.remove_prefix(fingerprint.size());
  }
  void expectEnd() {
    if (error.empty() && !rest_.empty()) fail("bytes after the end");
    if (!error.empty() && !where_.empty()) error += " (at `" + where_ + "`)";
  }

  void get(std::string& text) {
    const std::uint64_t size = getCount();
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  void get(bool& flag) { flag = getBelow(2) != 0; }
  template <class N>
    requires std::is_integral_v<N>
  void get(N& number) {
    const std::uint64_t raw = getVarint();
    if constexpr (std::is_signed_v<N>) {
      number = static_cast<N>(static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1));
    } else {
      number = static_cast<N>(raw);
      if (number != raw) fail("number out of range");
    }
  }
  template <ListedEnum E>
  void get(E& value) {
    value = static_cast<E>(getBelow(kEnumNames<E>.size()));
  }
  template <class Id>
    requires(std::same_as<Id, Symbol> || std::same_as<Id, FileId>)
  void get(Id& id) {
    std::uint32_t number = 0;
    get(number);
    id = static_cast<Id>(number);
  }
  template <class T>
  void get(std::vector<T>& items) {
    // Grown as elements arrive: a count alone, which costs the sender nothing, must not allocate.
    for (std::uint64_t count = getCount(); count > 0 && error.empty(); --count) get(items.emplace_back());
  }
  template <class T>
  void get(std::optional<T>& maybe) {
    bool present = false;
    get(present);
    if (present) get(maybe.emplace());
  }
  void get(EventKind& what) { getAlternative(what, getBelow(std::variant_size_v<EventKind>)); }
  template <Listed T>
  void get(T& x) {
    fields(*this, x);
  }

 private:
  void fail(const char* what) {
    if (error.empty()) error = std::string("damaged facts: ") + what;
    rest_ = {};
  }
  std::uint64_t getVarint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<std::uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    fail(rest_.empty() ? "it ends too early" : "number too long");
    return 0;
  }
  std::uint64_t getBelow(std::uint64_t limit) {
    const std::uint64_t value = getVarint();
    if (value < limit) return value;
    fail("no such value");
    return 0;
  }
  /// Of characters or elements: each takes a byte at least.
  std::uint64_t getCount() {
    const std::uint64_t count = getVarint();
    if (count <= rest_.size()) return count;
    fail("it ends too early");
    return 0;
  }
  template <std::size_t I = 0>
  void getAlternative(EventKind& what, std::uint64_t index) {
    if constexpr (I < std::variant_size_v<EventKind>) {
      if (index == I)
        get(what.emplace<I>());
      else
        getAlternative<I + 1>(what, index);
    }
  }

  std::string_view rest_;
  std::string where_;  ///< name of the innermost member that failed
};

template <class T>
std::string write(const T& x) {
  Writer writer;
  writer.put(x);
  return std::move(writer.bytes);
}

template <class T>
Decoded<T> read(std::string_view bytes) {
  Reader reader(bytes);
  reader.expectHeader();
  T x;
  if (reader.error.empty()) reader.get(x);
  reader.expectEnd();
  if (!reader.error.empty()) return {std::nullopt, std::move(reader.error)};
  return {std::move(x), {}};
}

std::string problemOf(const UnitFacts& facts) {
  const std::string dangling = danglingReference(facts);
  return dangling.empty() ? std::string() : "damaged facts: " + dangling;
}

}  // namespace

std::string toBinary(const UnitFacts& x) { return write(x); }
std::string toBinary(const Job& x) { return write(x); }
std::string toBinary(const Outcome& x) { return write(x); }

template <>
Decoded<UnitFacts> fromBinary<UnitFacts>(std::string_view bytes) {
  Decoded<UnitFacts> facts = read<UnitFacts>(bytes);
  if (!facts) return facts;
  if (std::string problem = problemOf(*facts.value); !problem.empty()) return {std::nullopt, std::move(problem)};
  return facts;
}

template <>
Decoded<Job> fromBinary<Job>(std::string_view bytes) {
  return read<Job>(bytes);
}

template <>
Decoded<Outcome> fromBinary<Outcome>(std::string_view bytes) {
  Decoded<Outcome> outcome = read<Outcome>(bytes);
  if (!outcome || !outcome.value->facts) return outcome;
  if (std::string problem = problemOf(*outcome.value->facts); !problem.empty())
    return {std::nullopt, std::move(problem)};
  return outcome;
}

}  // namespace dramaturg
