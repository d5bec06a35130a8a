// The page that text reports are written on: paint, glyphs and line breaks, and nothing of what is said.
#pragma once

#include "report/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

enum class Paint : std::uint8_t { plain, strong, quiet, error, warning, suggestion };

struct Span {
  Paint paint = Paint::plain;
  std::string text;
};
using Spans = std::vector<Span>;

/// The line-drawing characters, each with its stand-in where the terminal knows only ASCII.
struct Glyphs {
  std::string_view bar, branch, last, arrow, ellipsis, rule;
};

class Page {
 public:
  explicit Page(const TextOptions&);

  const Glyphs& glyphs() const { return glyphs_; }
  bool utf8() const { return options_.utf8; }
  unsigned width() const { return options_.width; }

  void blank();
  /// A quiet line across the page.
  void rule();
  /// One line as it is.
  void line(const Spans&);
  /// A paragraph, broken between words at the page's width. The first line starts with `first`, the others with
  /// `rest`; both are shown quietly. A word that is wider than the page stands on its own.
  void flow(std::string_view first, std::string_view rest, const Spans&);

  std::string take() { return std::move(text_); }

 private:
  std::string painted(const Span&) const;
  void end();

  TextOptions options_;
  Glyphs glyphs_;
  std::string text_;
};

}  // namespace dramaturg
