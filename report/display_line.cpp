#include "report/display_line.h"

#include <algorithm>
#include <iterator>

namespace dramaturg {
namespace {

constexpr unsigned kTab = 4;
constexpr char32_t kInvalid = 0xfffd;

struct Decoded {
  char32_t character;
  std::size_t bytes;
};

/// The character at the start of `text`, which is not empty. A malformed sequence is one invalid byte.
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return {kInvalid, 1};
  char32_t character = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {kInvalid, 1};
    character = (character << 6) | (byte(i) & 0x3fU);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = character >= 0xd800 && character <= 0xdfff;
  if (character < kSmallest[length] || character > 0x10ffff || surrogate) return {kInvalid, 1};
  return {character, length};
}

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t Count>
bool within(const Range (&ranges)[Count], char32_t character) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const Range& range) { return character >= range.first && character <= range.last; });
}

/// Control characters, and the marks that reorder text: source must not be able to dress up as a report.
bool drivesTerminal(char32_t character) {
  static constexpr Range kControls[] = {{0, 0x1f}, {0x7f, 0x9f}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}};
  return within(kControls, character);
}

unsigned cells(char32_t character) {
  static constexpr Range kCombining[] = {{0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x064b, 0x065f},
                                         {0x200b, 0x200d}, {0x20d0, 0x20f0}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};
  static constexpr Range kWide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff},  {0x3400, 0x4dbf},
                                    {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xac00, 0xd7a3},  {0xf900, 0xfaff},
                                    {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},  {0x1f300, 0x1f64f},
                                    {0x1f900, 0x1f9ff}, {0x20000, 0x2fffd}, {0x30000, 0x3fffd}};
  return within(kCombining, character) ? 0 : within(kWide, character) ? 2 : 1;
}

}  // namespace

DisplayLine::DisplayLine(std::string_view line, bool utf8) {
  for (std::size_t at = 0; at < line.size();) {
    const auto [character, bytes] = decode(line.substr(at));
    Glyph glyph{at, width_, 1, std::string(line.substr(at, bytes))};
    if (character == U'\t') {
      glyph.width = kTab - width_ % kTab;
      glyph.text = std::string(glyph.width, ' ');
    } else if (!utf8 && character >= 0x80) {
      glyph.text = "?";
    } else if (character == kInvalid || drivesTerminal(character)) {
      glyph.text = utf8 ? "\xef\xbf\xbd" : "?";
    } else {
      glyph.width = cells(character);
    }
    width_ += glyph.width;
    glyphs_.push_back(std::move(glyph));
    at += bytes;
  }
}

unsigned DisplayLine::indent() const {
  const auto first = std::ranges::find_if(glyphs_, [](const Glyph& glyph) { return glyph.text.front() != ' '; });
  return first == glyphs_.end() ? width_ : first->cell;
}

unsigned DisplayLine::cell(std::uint32_t column) const {
  const auto after =
      std::ranges::upper_bound(glyphs_, std::size_t{column}, {}, [](const Glyph& g) { return g.byte + 1; });
  if (after == glyphs_.begin()) return 0;
  const Glyph& glyph = *std::prev(after);
  return after == glyphs_.end() && column > glyph.byte + 1 ? width_ : glyph.cell;
}

std::string DisplayLine::slice(unsigned from, unsigned to) const {
  std::string text;
  for (const Glyph& glyph : glyphs_)
    if (glyph.cell >= from && glyph.cell + glyph.width <= to) text += glyph.text;
  return text;
}

unsigned displayWidth(std::string_view text) { return DisplayLine(text, true).width(); }

}  // namespace dramaturg
