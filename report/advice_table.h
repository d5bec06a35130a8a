// Actors side by side: a table of all of them, or two of them compared.
#pragma once

#include "decision-tree/present.h"
#include "report/report.h"

#include <string>
#include <vector>

namespace dramaturg {

struct AdviceRow {
  ActorId actor = ActorId::none;
  Present now;
  Advice advice;
  bool agrees = false;  ///< it is what it should be
};

std::string renderAdviceTable(const ActorSystem&, const std::vector<AdviceRow>&, const TextOptions&);
std::string renderAdviceTableJson(const ActorSystem&, const std::vector<AdviceRow>&);  ///< `dramaturg.advice-table/1`

std::string renderComparison(const Report&, const AdviceRow&, const AdviceRow&, const Comparison&, const TextOptions&);
std::string renderComparisonJson(const ActorSystem&, const AdviceRow&, const AdviceRow&, const Comparison&);

}  // namespace dramaturg
