// What a block about Asio may use without saying so.
#pragma once

#include "standard.hpp"

#include <asio.hpp>
