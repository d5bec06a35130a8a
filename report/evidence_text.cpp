#include "report/display_line.h"
#include "report/text_parts.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr unsigned kWidestPlace = 40;
constexpr unsigned kNarrowestExcerpt = 20;
constexpr std::string_view kLibraryDefault = "library default";

bool sameLine(const Place& a, const Place& b) { return a.file == b.file && a.line == b.line; }

std::string whereOf(const TextReport& out, const Step& step) {
  return step.place.known() ? at(*out.report.system, step.place) : std::string(kLibraryDefault);
}

/// The place of a step and the line that it points to, bars in one column as far as places are not too wide.
void writePlace(TextReport& out, const Step& step, unsigned indent, unsigned column, bool quote) {
  std::string where = whereOf(out, step);
  const unsigned used = displayWidth(where);
  Spans line{{Paint::plain, std::string(indent, ' ')}, {Paint::quiet, where}};
  const unsigned start = indent + std::max(used, column) + 3;
  if (quote && step.place.known() && start + kNarrowestExcerpt <= out.page.width()) {
    const Spans source = excerpt(out, step.place, out.page.width() - start);
    if (!source.empty()) {
      const std::string padding(used < column ? column - used : 0, ' ');
      line.push_back({Paint::quiet, padding + " " + std::string(out.page.glyphs().bar) + " "});
      line.insert(line.end(), source.begin(), source.end());
    }
  }
  out.page.line(line);
}

}  // namespace

void writeEvidence(TextReport& out, const Evidence& evidence, const Place& shown) {
  if (evidence.empty()) return;
  unsigned column = 0;
  for (const Step& step : evidence)
    if (const unsigned width = displayWidth(whereOf(out, step)); width <= kWidestPlace)
      column = std::max(column, width);

  out.page.blank();
  out.page.line({{Paint::strong, "  evidence"}});
  const std::size_t digits = std::to_string(evidence.size()).size();
  Place quoted = shown;
  std::size_t number = 0;
  for (const Step& step : evidence) {
    std::string label = std::to_string(++number);
    label.insert(0, digits - label.size(), ' ');
    const std::string first = "  " + label + "  ";
    out.page.flow(first, std::string(first.size(), ' '), {{Paint::plain, step.text}});
    writePlace(out, step, static_cast<unsigned>(first.size()), column, !sameLine(step.place, quoted));
    if (step.place.known()) quoted = step.place;
  }
}

}  // namespace dramaturg
