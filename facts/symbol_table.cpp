#include "facts/symbol_table.h"

#include <utility>

namespace dramaturg {

SymbolTable::SymbolTable() : symbols_(1) {}

Symbol SymbolTable::intern(std::string_view key, std::string_view name) {
  if (key.empty()) return Symbol::none;
  const auto [at, isNew] = byKey_.try_emplace(std::string(key), static_cast<Symbol>(symbols_.size()));
  if (isNew) symbols_.push_back({std::string(key), std::string(name)});
  return at->second;
}

const SymbolInfo& SymbolTable::operator[](Symbol symbol) const { return symbols_.at(static_cast<std::size_t>(symbol)); }

std::vector<SymbolInfo> SymbolTable::take() { return std::exchange(*this, SymbolTable()).symbols_; }

FileTable::FileTable() : paths_(1) {}

FileId FileTable::intern(std::string_view path) {
  if (path.empty()) return FileId::none;
  const auto [at, isNew] = byPath_.try_emplace(std::string(path), static_cast<FileId>(paths_.size()));
  if (isNew) paths_.emplace_back(path);
  return at->second;
}

const std::string& FileTable::operator[](FileId file) const { return paths_.at(static_cast<std::size_t>(file)); }

std::vector<std::string> FileTable::take() { return std::exchange(*this, FileTable()).paths_; }

}  // namespace dramaturg
