// Interning: each entity and each path gets one small number per table.
#pragma once

#include "facts/symbol.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dramaturg {

class SymbolTable {
 public:
  SymbolTable();

  /// The number of `key`, a new one if it was not known. The first name given for a key stays.
  /// An empty key is no entity: `Symbol::none`.
  Symbol intern(std::string_view key, std::string_view name);
  const SymbolInfo& operator[](Symbol) const;
  /// The table for `UnitFacts::symbols`; leaves this one as new.
  std::vector<SymbolInfo> take();

 private:
  std::vector<SymbolInfo> symbols_;
  std::unordered_map<std::string, Symbol> byKey_;
};

class FileTable {
 public:
  FileTable();

  /// The number of `path`, a new one if it was not known; an empty path is `FileId::none`.
  FileId intern(std::string_view path);
  const std::string& operator[](FileId) const;
  /// The table for `UnitFacts::files`; leaves this one as new.
  std::vector<std::string> take();

 private:
  std::vector<std::string> paths_;
  std::unordered_map<std::string, FileId> byPath_;
};

}  // namespace dramaturg
