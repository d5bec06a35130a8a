// A unit's facts in pieces, one for each file that they lie in.
//
// What the headers of a project define is among the facts of every unit that includes them. In a piece of its own, with
// numbers of its own, it is the same bytes every time, so that it needs to be kept, read and linked only once.
#pragma once

#include "facts/decoded.h"
#include "facts/unit_facts.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

/// In three parts, for those who need only some of it. Symbols are sorted by key and files by path; `[0]` is "none".
struct Piece {
  std::string facts;
  std::string names;  ///< of its symbols, for people
  std::string keys;   ///< of its symbols and files; what it defines
  auto operator<=>(const Piece&) const = default;
};

struct UnitInPieces {
  std::vector<Piece> pieces;
  std::string layout;  ///< how they make up the unit
};

/// References that lead nowhere become "none".
UnitInPieces takeApart(UnitFacts unit);
/// The unit as it was.
Decoded<UnitFacts> putTogether(std::span<const Piece> pieces, std::string_view layout);

/// A symbol that means more to a piece than a name, and the file that says so; in numbers of the piece.
struct Definition {
  /// Bodies and fields are defined there. An actor may be defined elsewhere, and a library has no file.
  enum class Kind : std::uint8_t { body, field, actor, library };
  Kind kind = Kind::body;
  std::uint32_t symbol = 0;
  std::uint32_t file = 0;
};

/// Views into `Piece::keys`.
struct PieceKeys {
  std::vector<std::string_view> symbols;
  std::vector<std::string_view> files;
  std::vector<Definition> definitions;
};
Decoded<PieceKeys> readKeys(std::string_view keys);
/// Appends views into `Piece::names`, one for each symbol of the piece. False when they are damaged.
bool readNames(std::string_view names, std::vector<std::string_view>& all);
/// The facts of a piece, with the given numbers for its symbols and files; no tables.
Decoded<UnitFacts> readFacts(std::string_view facts, std::span<const Symbol> symbols, std::span<const FileId> files);

/// Is shown the functions of a piece, for a moment each.
struct FunctionViewer {
  /// An event, with its loop and guards but without its place. Of the function what is neither parameter, capture,
  /// condition nor event.
  std::function<void(const Function& function, const Event& event)> event;
  /// The end of a function: how many events it has, and the offset that `readFunction` wants.
  std::function<void(const Function& function, std::uint32_t events, std::size_t offset)> end;
};
/// The facts of a piece but for functions, which are shown to `viewer`.
Decoded<UnitFacts> readFacts(std::string_view facts, std::span<const Symbol> symbols, std::span<const FileId> files,
                             const FunctionViewer& viewer);
Decoded<Function> readFunction(std::string_view facts, std::size_t offset, std::span<const Symbol> symbols,
                               std::span<const FileId> files);

}  // namespace dramaturg
