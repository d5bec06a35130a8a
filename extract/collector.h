// Clang's side of an extraction: the parse, and the declarations that it finds.
#pragma once

#include "extract/profile.h"
#include "facts/job.h"

#include <clang/Frontend/FrontendAction.h>

#include <memory>
#include <vector>

namespace dramaturg {

/// An action that fills `facts` when the unit has been parsed. The references must outlive it.
std::unique_ptr<clang::FrontendAction> collectFacts(const Job& job, const std::vector<Profile>& profiles,
                                                    UnitFacts& facts);

}  // namespace dramaturg
