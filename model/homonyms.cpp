#include "model/homonyms.h"

namespace dramaturg {

Programs::Programs(const FunctionTable& functions) {
  for (std::uint32_t i = 0; i < functions.size(); ++i)
    if (const FunctionHead& function = functions.head(FunctionId{i}); function.entry)
      starts_.insert(static_cast<std::uint32_t>(function.place.file));
}

bool Programs::mayMeet(const Place& a, const Place& b) const {
  return a.file == b.file || !startsIn(a.file) || !startsIn(b.file);
}

}  // namespace dramaturg
