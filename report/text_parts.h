// The parts that the full text report is put together from, one file each.
#pragma once

#include "report/page.h"
#include "report/sources.h"

#include <limits>
#include <set>

namespace dramaturg {

/// What all parts share while one report is written.
struct TextReport {
  TextReport(const Report&, const TextOptions&);

  const Report& report;
  Page page;
  Sources sources;
  bool everyStep;
  std::set<std::pair<ActorId, std::string>> walked;  ///< actors and trees whose walk was shown in full
};

/// `src/room.cpp:42:7`; empty for a place that is not known.
std::string at(const ActorSystem&, const Place&);
/// `src/room.cpp:42`, the argument of `dramaturg explain`.
std::string atLine(const ActorSystem&, const Place&);

Paint paint(Severity);

/// Source around a place with line numbers, and carets below the place's first line. Nothing without the source.
void writeSnippet(TextReport&, const Place&, Paint);
/// The line of a place in at most `columns` cells, the place itself stressed; empty without the source.
Spans excerpt(TextReport&, const Place&, unsigned columns);

/// Numbered steps, each with its place; the line that the snippet at `shown` has already is not quoted again.
void writeEvidence(TextReport&, const Evidence&, const Place& shown);

inline constexpr std::size_t kEveryStep = std::numeric_limits<std::size_t>::max();

/// Each question with its answer, where that comes from and at most `evidence` steps of it; then the leaf.
void writeWalk(TextReport&, const Advice&, ActorId, std::size_t evidence);

void writeSummary(TextReport&);

}  // namespace dramaturg
