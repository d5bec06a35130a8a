// One line of text as a terminal shows it. Places count bytes, terminals count cells: tabs, multi-byte and wide
// characters make the two differ, and a caret must stand below the right one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

class DisplayLine {
 public:
  /// Tabs become spaces; what could drive the terminal (control characters) or is not UTF-8 becomes a replacement
  /// character; without `utf8` so does everything beyond ASCII.
  DisplayLine(std::string_view line, bool utf8);

  /// Cells of the whole line.
  unsigned width() const { return width_; }
  /// Cells of the leading blanks; `width()` for a blank line.
  unsigned indent() const;
  /// The cell, from 0, where byte `column`, from 1, is shown. Beyond the end: `width()`.
  unsigned cell(std::uint32_t column) const;
  /// What stands in the cells [from, to).
  std::string slice(unsigned from, unsigned to) const;
  std::string text() const { return slice(0, width_); }

 private:
  struct Glyph {
    std::size_t byte;  ///< offset in the line
    unsigned cell;
    unsigned width;
    std::string text;
  };
  std::vector<Glyph> glyphs_;
  unsigned width_ = 0;
};

/// Cells of text that holds no tabs.
unsigned displayWidth(std::string_view);

}  // namespace dramaturg
