// The two identities that every fact is written in: symbols (what) and places (where).
//
// Both are small numbers into tables that travel with the facts, so that facts are cheap to copy, compare
// and store. `UnitFacts` carries the tables of one translation unit; the linker makes one table of them all.
#pragma once

#include <cstdint>
#include <string>

namespace dramaturg {

/// An interned entity: a function, record, field, variable, message signature or other name.
/// 0 is "no symbol". The number means nothing outside the table that it came from.
enum class Symbol : std::uint32_t { none = 0 };

/// What a symbol stands for.
struct SymbolInfo {
  /// Identity across translation units. For C++ entities Clang's USR, followed by `@` and the unit's path where
  /// linkage is internal (the USR alone then collides between equal base names); for messages the parameter
  /// types joined by `, `.
  std::string key;
  /// What a person calls it: `chat::room::on_join`, `(join, std::string)`.
  std::string name;

  bool operator==(const SymbolInfo&) const = default;
};

/// An interned source file. 0 is "no file".
enum class FileId : std::uint32_t { none = 0 };

/// A range of source text, as SARIF's regions are: lines and columns count from 1, columns count bytes, and the
/// end column is the one after the last byte.
struct Place {
  FileId file = FileId::none;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t endLine = 0;
  std::uint32_t endColumn = 0;

  bool known() const { return file != FileId::none; }
  auto operator<=>(const Place&) const = default;
};

}  // namespace dramaturg
