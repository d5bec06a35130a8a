// What a block about CAF 1.x may use without saying so.
#pragma once

#include "standard.hpp"

#include <caf/all.hpp>

using namespace caf;
