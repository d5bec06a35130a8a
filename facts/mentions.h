// Which symbols and files a fact mentions, by the listing of its members.
#pragma once

#include "facts/fields.h"

#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace dramaturg {

/// Calls `Symbols` with each symbol and `Files` with each file in what it is shown.
template <class Symbols, class Files>
class MentionWalk {
 public:
  MentionWalk(Symbols symbols, Files files) : symbols_(std::move(symbols)), files_(std::move(files)) {}

  void operator()(const char*, const auto& member) { see(member); }

  void see(const Symbol& symbol) { symbols_(symbol); }
  void see(const FileId& file) { files_(file); }
  template <class T>
  void see(const std::vector<T>& items) {
    if constexpr (Listed<T> || std::is_same_v<T, Symbol>)
      for (const T& item : items) see(item);
  }
  void see(const EventKind& what) {
    std::visit([this](const auto& kind) { fields(*this, kind); }, what);
  }
  template <Listed T>
  void see(const T& x) {
    fields(*this, x);
  }
  void see(const auto&) {}

 private:
  Symbols symbols_;
  Files files_;
};

}  // namespace dramaturg
