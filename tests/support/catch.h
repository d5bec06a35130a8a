// Catch2 for tests in namespace `dramaturg::test`, where the fact `dramaturg::Catch` would otherwise hide it.
#pragma once

#include <catch2/catch.hpp>

namespace dramaturg::test {
namespace Catch = ::Catch;
}
