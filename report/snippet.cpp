#include "report/display_line.h"
#include "report/text_parts.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr std::uint32_t kContext = 1;  ///< lines shown before and after

/// The cells of a line that are shown where it is wider than the page.
struct Window {
  unsigned from;
  unsigned columns;
};

/// As far left as the place allows, so that the start of the place is in it.
Window windowOn(unsigned indent, unsigned placeFrom, unsigned placeTo, unsigned columns) {
  if (placeTo <= indent + columns) return {indent, columns};
  const unsigned lead = columns / 3;
  return {std::max(indent, placeFrom > lead ? placeFrom - lead : 0), columns};
}

struct Cells {
  unsigned from;
  unsigned to;
};

/// Where a place is shown on its first line; at least one cell. A place that goes on ends with the line.
Cells cellsOf(const DisplayLine& line, const Place& place) {
  if (place.column == 0) return {line.indent(), std::max(line.width(), line.indent() + 1)};
  const unsigned from = line.cell(place.column);
  const unsigned to = place.endLine > place.line ? line.width() : line.cell(place.endColumn);
  return {from, std::max(to, from + 1)};
}

/// The part of a line that the window shows, cut into before, within and after the place.
Spans visible(const DisplayLine& line, Window window, Cells place, Paint paint, const Glyphs& glyphs) {
  const unsigned to = window.from + window.columns;
  const bool cutLeft = window.from > line.indent();
  const bool cutRight = line.width() > to;
  const unsigned mark = displayWidth(glyphs.ellipsis);
  const unsigned first = window.from + (cutLeft ? mark : 0);
  const unsigned last = to - (cutRight ? mark : 0);
  const unsigned split = std::clamp(place.from, first, last);
  const unsigned splitEnd = std::clamp(place.to, split, last);
  const std::string ellipsis(glyphs.ellipsis);
  return {{Paint::quiet, cutLeft ? ellipsis : ""},
          {Paint::plain, line.slice(first, split)},
          {paint, line.slice(split, splitEnd)},
          {Paint::plain, line.slice(splitEnd, last)},
          {Paint::quiet, cutRight ? ellipsis : ""}};
}

struct NumberedLine {
  std::uint32_t number;
  DisplayLine line;
};

std::vector<NumberedLine> linesAround(TextReport& out, std::string_view path, std::uint32_t middle) {
  std::vector<NumberedLine> lines;
  const std::uint32_t first = middle > kContext ? middle - kContext : 1;
  for (std::uint32_t number = first; number <= middle + kContext; ++number)
    if (const auto text = out.sources.line(path, number)) lines.push_back({number, {*text, out.page.utf8()}});
  const auto isBlank = [&](const NumberedLine& l) { return l.number != middle && l.line.indent() == l.line.width(); };
  std::erase_if(lines, isBlank);
  return lines;
}

}  // namespace

void writeSnippet(TextReport& out, const Place& place, Paint paint) {
  if (!place.known()) return;
  const auto lines = linesAround(out, out.report.system->path(place.file), place.line);
  const auto main = std::ranges::find(lines, place.line, &NumberedLine::number);
  if (main == lines.end()) return;

  const std::size_t digits = std::to_string(lines.back().number).size();
  const std::string bar = " " + std::string(out.page.glyphs().bar) + " ";
  const auto gutter = [&](const std::string& label) {
    return Span{Paint::quiet, "  " + std::string(digits - label.size(), ' ') + label + bar};
  };
  const unsigned gutterWidth = displayWidth(gutter("").text);
  const unsigned columns = out.page.width() - std::min(gutterWidth, out.page.width() / 2);
  unsigned indent = main->line.indent();
  for (const NumberedLine& line : lines) indent = std::min(indent, line.line.indent());
  const Cells cells = cellsOf(main->line, place);
  const Window window = windowOn(indent, cells.from, cells.to, columns);

  out.page.blank();
  const bool scrolled = window.from > indent;
  for (const NumberedLine& line : lines) {
    if (scrolled && line.number != place.line) continue;
    Spans spans{gutter(std::to_string(line.number))};
    const Spans text = visible(line.line, window, {0, 0}, Paint::plain, out.page.glyphs());
    spans.insert(spans.end(), text.begin(), text.end());
    out.page.line(spans);
    if (line.number != place.line) continue;
    const unsigned carets = std::min(cells.to, window.from + columns) - cells.from;
    out.page.line(
        {gutter(""), {Paint::plain, std::string(cells.from - window.from, ' ')}, {paint, std::string(carets, '^')}});
  }
}

Spans excerpt(TextReport& out, const Place& place, unsigned columns) {
  const auto text = out.sources.line(out.report.system->path(place.file), place.line);
  if (!text) return {};
  const DisplayLine line(*text, out.page.utf8());
  const Cells cells = cellsOf(line, place);
  return visible(line, windowOn(line.indent(), cells.from, cells.to, columns), cells, Paint::strong, out.page.glyphs());
}

}  // namespace dramaturg
