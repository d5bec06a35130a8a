// What a block about threads alone may use without saying so.
#pragma once

#include "standard.hpp"
