// What a block about libprocess may use without saying so.
#pragma once

#include "standard.hpp"

#include <process/process.h>
