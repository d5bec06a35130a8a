// What a block about QP/C++ may use without saying so.
#pragma once

#include "standard.hpp"

#include <qpcpp.hpp>
