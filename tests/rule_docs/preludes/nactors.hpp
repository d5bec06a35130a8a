// What a block about NActors may use without saying so.
#pragma once

#include "standard.hpp"

#include <actors.h>

using namespace NActors;
