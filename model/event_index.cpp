#include "model/event_index.h"

namespace dramaturg {

EventIndex::EventIndex(const FunctionTable& functions) {
  for (std::uint32_t i = 0; i < functions.size(); ++i) {
    const FunctionId function{i};
    for (const RareSite& site : functions.rare(function)) {
      byKind_[site.kind].push_back({function, site.event});
      if (site.mentionsSender) senderUses_.push_back(function);
    }
    if (functions.head(function).endless) endless_.push_back(function);
  }
}

}  // namespace dramaturg
