// Comments that allow a finding, and comments that only talk of them.
#include "tests/support/catch.h"

#include "extract/extract.h"
#include "tests/extract/scratch.h"

namespace dramaturg::test {
namespace {

std::vector<Suppression> suppressionsOf(std::string_view source) {
  const Scratch scratch;
  scratch.write("main.cpp", source);
  const Outcome outcome = extractUnit(scratch.job({}), DRAMATURG_CLANG_RESOURCE_DIR);
  REQUIRE(outcome.facts);
  return outcome.facts->suppressions;
}

}  // namespace

TEST_CASE("a comment that mentions the form allows nothing") {
  CHECK(suppressionsOf("/// write `// dramaturg: allow(rule-id) reason` above the line\nint a;\n").empty());
  CHECK(suppressionsOf("// see dramaturg: allow(rule-id) in the manual\nint a;\n").empty());
  CHECK(suppressionsOf("// dramaturg is a good tool\nint a;\n").empty());
}

TEST_CASE("a comment in the form allows the rule for its reason") {
  const auto line = suppressionsOf("int a;  // dramaturg: allow(bottleneck-blocking-handler) a settle time of 1 ms\n");
  REQUIRE(line.size() == 1);
  CHECK(line[0].rule == "bottleneck-blocking-handler");
  CHECK(line[0].reason == "a settle time of 1 ms");
  CHECK(line[0].place.line == 1);
  const auto block = suppressionsOf("/* dramaturg: allow(naming-dynamic-name) few names */ int a;\n");
  REQUIRE(block.size() == 1);
  CHECK(block[0].reason == "few names");
}

}  // namespace dramaturg::test
