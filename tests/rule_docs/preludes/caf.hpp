// What a CAF 0.17 block may use without saying so.
#pragma once

#include "standard.hpp"

#include <caf/all.hpp>

using namespace caf;
