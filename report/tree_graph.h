// Drawings of decision trees, the walked path marked.
#pragma once

#include "decision-tree/walk.h"

#include <string>

namespace dramaturg {

std::string renderMermaid(const TreeCatalogue&, const Tree&, const Walk&);
std::string renderDot(const TreeCatalogue&, const Tree&, const Walk&);

}  // namespace dramaturg
