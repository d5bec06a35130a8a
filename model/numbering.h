// One numbering for the symbols and files of a whole program.
//
// Symbols are numbered by key, files by path; `[0]` is "none" in both. Where units are several programs, each with its
// own `main` and with functions and classes that bear the names of others' without being the same, a symbol that is
// defined in more than one file becomes one per defining file, in each unit that sees one of the definitions. What one
// header defines for many units stays one.
#pragma once

#include "facts/pieces.h"

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dramaturg {

/// A piece of facts and the numbers of its symbols and files in the program. A piece that units understand differently
/// is numbered several times.
struct NumberedPiece {
  std::uint32_t piece = 0;
  std::vector<Symbol> symbols;
  std::vector<FileId> files;
};

struct ProgramNumbers {
  std::size_t symbols = 1;
  std::vector<std::string> files;
  std::vector<NumberedPiece> pieces;  ///< in no order that matters
  /// Of actors and libraries; others are needed no more.
  std::vector<std::pair<Symbol, std::string>> keys;
};

/// A set of texts, each with a number.
class TextTable {
 public:
  /// The text must outlive the table.
  std::uint32_t intern(std::string_view text);
  std::span<const std::string_view> texts() const { return texts_; }

 private:
  void grow();

  std::vector<std::string_view> texts_;
  std::vector<std::uint32_t> hashes_;
  std::vector<std::uint32_t> slots_;  ///< 1 + number; 0: free
};

class Numbering {
 public:
  /// Takes `Piece::keys`. Each piece is added once; they are numbered as they come. False when it is damaged.
  bool add(std::string keys);
  /// The pieces that make up a unit.
  void addUnit(std::span<const std::uint32_t> pieces);
  ProgramNumbers finish();

 private:
  struct OnePiece {
    std::vector<std::uint32_t> symbols;
    std::vector<std::uint32_t> files;
    std::vector<Definition> definitions;
  };

  friend class Namesakes;
  std::deque<std::string> bytes_;
  TextTable symbols_;
  TextTable files_;
  std::vector<OnePiece> pieces_;
  std::vector<std::vector<std::uint32_t>> units_;
};

}  // namespace dramaturg
