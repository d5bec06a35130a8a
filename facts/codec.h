// The binary format of facts, as a writer and a reader of any value that `fields` lists. No names and no padding:
// numbers are varints, sequences have their length first, alternatives their index.
#pragma once

#include "facts/fields.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace dramaturg::codec {

class Writer {
 public:
  std::string bytes;

  void operator()(const char*, const auto& member) { put(member); }

  void put(std::string_view text) {
    putVarint(text.size());
    bytes += text;
  }
  void put(const std::string& text) { put(std::string_view(text)); }
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

/// Symbols and files keep the numbers that they were written with.
struct SameNumbers {};

/// They get new ones while they are read; a number outside of the tables is damage.
struct NewNumbers {
  std::span<const Symbol> symbols;
  std::span<const FileId> files;
};

template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;

/// Whether the loop and conditions that an event is in exist.
inline bool isSound(const Event& event, std::size_t loops, std::size_t conditions) {
  return event.loop <= loops &&
         std::all_of(event.guards.begin(), event.guards.end(), [&](std::uint32_t guard) { return guard < conditions; });
}

/// After the first error every read gives zero and nothing, so that decoding always ends.
template <class Numbers = SameNumbers>
class Reader {
 public:
  explicit Reader(std::string_view bytes, Numbers numbers = {})
      : at_(bytes.data()), end_(bytes.data() + bytes.size()), numbers_(numbers) {}

  std::string error;

  void operator()(const char* name, auto& member) {
    get(member);
    if (failed_ && where_.empty()) where_ = name;
  }

  void expectHeader(std::string_view header) {
    if (rest() < header.size() || std::string_view(at_, header.size()) != header) {
      error = "not facts, or facts of another version of dramaturg";
      failed_ = true;
      at_ = end_;
    } else {
      at_ += header.size();
    }
  }
  void expectEnd() {
    if (!failed_ && at_ != end_) fail("bytes after the end");
    if (failed_ && !where_.empty()) error += " (at `" + where_ + "`)";
  }
  void fail(std::string_view what) {
    if (!failed_) error = "damaged facts: " + std::string(what);
    failed_ = true;
    at_ = end_;
  }
  bool failed() const { return failed_; }
  bool done() const { return at_ == end_; }
  /// Bytes that are not read yet.
  std::size_t rest() const { return static_cast<std::size_t>(end_ - at_); }

  /// Lives as long as the bytes do.
  std::string_view getText() {
    const std::size_t size = getCount();
    at_ += size;
    return {at_ - size, size};
  }
  /// Of characters or elements: each takes a byte at least.
  std::size_t getCount() {
    const std::uint64_t count = getVarint();
    if (count <= rest()) return count;
    fail("it ends too early");
    return 0;
  }

  void get(std::string& text) { text.assign(getText()); }
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
  void get(Symbol& symbol) { getId(symbol, "no such symbol"); }
  void get(FileId& file) { getId(file, "no such file"); }
  template <class T>
  void get(std::vector<T>& items) {
    getItems(items);
  }
  template <class T>
  void get(std::optional<T>& maybe) {
    bool present = false;
    get(present);
    maybe.reset();
    if (present) get(maybe.emplace());
  }
  void get(EventKind& what) { getAlternative(what, getKind()); }
  /// The index of an alternative of `EventKind`, which `getAlternative` is to read next.
  std::size_t getKind() { return static_cast<std::size_t>(getBelow(std::variant_size_v<EventKind>)); }
  void getAlternative(EventKind& what, std::size_t kind) {
    getAlternative(what, kind, std::make_index_sequence<std::variant_size_v<EventKind>>());
  }
  template <Listed T>
  void get(T& x) {
    fields(*this, x);
  }

  /// Goes past a value, with the same checks as if it were read.
  template <class T>
  void skip() {
    if constexpr (std::is_same_v<T, std::string>) {
      getText();
    } else if constexpr (std::is_same_v<T, Place>) {
      // Half of all bytes are places.
      skip<FileId>();
      for (int number = 0; number < 4; ++number) skip<std::uint32_t>();
    } else if constexpr (std::is_same_v<T, std::uint32_t>) {
      if (at_ != end_ && static_cast<std::uint8_t>(*at_) < 0x80) [[likely]]
        ++at_;
      else
        skipLongNumber();
    } else if constexpr (kIsVector<T>) {
      for (std::size_t count = getCount(); count > 0 && !failed_; --count) skip<typename T::value_type>();
    } else if constexpr (std::is_same_v<T, Symbol> || std::is_same_v<T, FileId> || std::is_arithmetic_v<T> ||
                         ListedEnum<T> || std::is_same_v<T, EventKind>) {
      T value{};
      get(value);
    } else {
      static const T pattern{};
      Skipper skipper{*this};
      fields(skipper, pattern);
    }
  }

  void get(Function& x) {
    fields(*this, x);
    for (const Event& event : x.events)
      if (!isSound(event, x.loops.size(), x.conditions.size())) fail("no such loop or condition");
  }
  void get(std::vector<Loop>& loops) {
    getItems(loops);
    for (const Loop& loop : loops)
      if (loop.outer > loops.size()) fail("no such loop");
  }

 private:
  struct Skipper {
    Reader& reader;
    template <class T>
    void operator()(const char*, const T&) {
      reader.template skip<T>();
    }
  };
  template <class T>
  void getItems(std::vector<T>& items) {
    // Grown as elements arrive: a count alone, which costs the sender nothing, must not allocate much.
    constexpr std::size_t kLeastBytes = 8;
    items.clear();
    std::size_t count = getCount();
    if (count == 0) return;
    items.reserve(std::min(count, kLeastBytes + rest() / kLeastBytes));
    for (; count > 0 && !failed_; --count) get(items.emplace_back());
  }
  void skipLongNumber() {
    std::uint32_t number = 0;
    get(number);
  }
  std::uint64_t getVarint() {
    if (at_ != end_ && static_cast<std::uint8_t>(*at_) < 0x80) [[likely]]
      return static_cast<std::uint8_t>(*at_++);
    return getLongVarint();
  }
  std::uint64_t getLongVarint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ == end_) break;
      const auto byte = static_cast<std::uint8_t>(*at_++);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    fail(at_ == end_ ? "it ends too early" : "number too long");
    return 0;
  }
  std::uint64_t getBelow(std::uint64_t limit) {
    const std::uint64_t value = getVarint();
    if (value < limit) return value;
    fail("no such value");
    return 0;
  }
  template <class Id>
  void getId(Id& id, const char* problem) {
    std::uint32_t number = 0;
    get(number);
    if constexpr (std::is_same_v<Numbers, SameNumbers>) {
      id = static_cast<Id>(number);
    } else {
      const auto& table = tableOf(id);
      if (number < table.size())
        id = table[number];
      else
        fail(problem);
    }
  }
  std::span<const Symbol> tableOf(Symbol) const { return numbers_.symbols; }
  std::span<const FileId> tableOf(FileId) const { return numbers_.files; }

  template <std::size_t... I>
  void getAlternative(EventKind& what, std::size_t kind, std::index_sequence<I...>) {
    using Get = void (*)(Reader&, EventKind&);
    static constexpr Get kGet[] = {[](Reader& self, EventKind& one) { self.get(one.template emplace<I>()); }...};
    kGet[kind](*this, what);
  }

  const char* at_;
  const char* end_;
  Numbers numbers_;
  bool failed_ = false;
  std::string where_;  ///< name of the innermost member that failed
};

}  // namespace dramaturg::codec
