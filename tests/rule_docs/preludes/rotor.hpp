// What a block about rotor may use without saying so.
#pragma once

#include "standard.hpp"

#include <rotor.hpp>
