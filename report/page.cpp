#include "report/page.h"

#include "report/display_line.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr Glyphs kUnicode{"│", "├", "╰", "→", "…", "─"};
constexpr Glyphs kAscii{"|", "|-", "`-", "->", "...", "-"};
constexpr unsigned kNarrowest = 40;

std::string_view escape(Paint paint) {
  switch (paint) {
    case Paint::strong:
      return "\x1b[1m";
    case Paint::quiet:
      return "\x1b[2m";
    case Paint::error:
      return "\x1b[1;31m";
    case Paint::warning:
      return "\x1b[1;33m";
    case Paint::suggestion:
      return "\x1b[1;36m";
    case Paint::plain:
      break;
  }
  return "";
}

/// A word may change its paint midway.
using Word = Spans;

std::vector<Word> words(const Spans& spans) {
  std::vector<Word> result;
  bool open = false;
  for (const Span& span : spans) {
    for (std::size_t at = 0; at < span.text.size();) {
      if (span.text[at] == ' ') {
        open = false;
        ++at;
        continue;
      }
      const std::size_t end = std::min(span.text.find(' ', at), span.text.size());
      if (!open) result.emplace_back();
      result.back().push_back({span.paint, span.text.substr(at, end - at)});
      open = true;
      at = end;
    }
  }
  return result;
}

unsigned wordWidth(const Word& word) {
  unsigned sum = 0;
  for (const Span& part : word) sum += displayWidth(part.text);
  return sum;
}

/// Adds a word, joined to the text before where the paint stays the same.
void append(Spans& line, const Word& word, bool spaced) {
  for (const Span& part : word) {
    if (line.back().paint != part.paint) {
      if (spaced) line.back().text += ' ';
      line.push_back(part);
    } else {
      line.back().text += (spaced ? " " : "") + part.text;
    }
    spaced = false;
  }
}

}  // namespace

Page::Page(const TextOptions& options) : options_(options), glyphs_(options.utf8 ? kUnicode : kAscii) {
  options_.width = std::max(options_.width, kNarrowest);
}

std::string Page::painted(const Span& span) const {
  const std::string text = DisplayLine(span.text, options_.utf8).text();
  const std::string_view on = escape(span.paint);
  if (!options_.colour || on.empty() || text.empty()) return text;
  return std::string(on) + text + "\x1b[0m";
}

void Page::end() {
  const auto last = text_.find_last_not_of(' ');
  text_.resize(last == std::string::npos ? 0 : last + 1);
  text_ += '\n';
}

void Page::blank() { text_ += '\n'; }

void Page::rule() {
  std::string across;
  for (unsigned i = 0; i < options_.width; ++i) across += glyphs_.rule;
  line({{Paint::quiet, across}});
}

void Page::line(const Spans& spans) {
  for (const Span& span : spans) text_ += painted(span);
  end();
}

void Page::flow(std::string_view first, std::string_view rest, const Spans& spans) {
  Spans current{{Paint::quiet, std::string(first)}};
  unsigned used = displayWidth(first);
  bool fresh = true;
  for (const Word& word : words(spans)) {
    const unsigned needed = wordWidth(word);
    if (!fresh && used + 1 + needed > options_.width) {
      line(current);
      current = {{Paint::quiet, std::string(rest)}};
      used = displayWidth(rest);
      fresh = true;
    }
    used += needed + (fresh ? 0 : 1);
    append(current, word, !fresh);
    fresh = false;
  }
  line(current);
}

}  // namespace dramaturg
