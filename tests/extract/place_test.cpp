// Where facts are said to be.
#include "tests/support/catch.h"

#include "extract/extract.h"
#include "tests/extract/scratch.h"

namespace dramaturg::test {

TEST_CASE("a member that is initialised with nothing is written where it says so") {
  const Scratch scratch;
  scratch.write("main.cpp",
                "template <class T> struct box {\n"
                "  T value;\n"
                "  box()\n"
                "      : value() {}\n"
                "};\n"
                "box<int> use() { return box<int>(); }\n");
  const Outcome outcome = extractUnit(scratch.job({}), DRAMATURG_CLANG_RESOURCE_DIR);
  REQUIRE(outcome.facts);
  std::vector<std::uint32_t> lines;
  for (const Function& function : outcome.facts->functions)
    for (const Event& event : function.events)
      if (std::holds_alternative<StateWrite>(event.what)) lines.push_back(event.place.line);
  CHECK(lines == std::vector<std::uint32_t>{4});
}

}  // namespace dramaturg::test
