// What a block about SObjectizer may use without saying so.
#pragma once

#include "standard.hpp"

#include <so_5/all.hpp>
#include <so_5/mchain.hpp>
