// What a block about tdactor may use without saying so.
#pragma once

#include "standard.hpp"

#include <td/actor/actor.h>
