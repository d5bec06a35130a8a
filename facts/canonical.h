// One spelling for the same facts.
#pragma once

#include "facts/unit_facts.h"

namespace dramaturg {

/// Puts facts into an order that depends on nothing but what they say, not on the order in which headers were read or
/// templates instantiated: symbols by key and files by path, each only if something mentions it; then the rest by
/// content. Several accounts of one function (instantiations of a template) become one, with the events of all.
void canonicalise(UnitFacts& facts);

}  // namespace dramaturg
