// What code says of itself.
#include "extract/extract.h"

#include "tests/extract/scratch.h"
#include "tests/support/catch.h"

#include <algorithm>

namespace dramaturg::test {
namespace {

UnitFacts factsOf(const std::string& code) {
  const Scratch scratch;
  scratch.write("main.cpp", code);
  Outcome outcome = extractUnit(scratch.job({"-std=c++17"}), DRAMATURG_CLANG_RESOURCE_DIR);
  REQUIRE(outcome.facts);
  return std::move(*outcome.facts);
}

}  // namespace

TEST_CASE("annotations of others mean nothing") {
  const UnitFacts facts =
      factsOf("class [[clang::annotate(\"theirs::actor\")]] clock { int n; void tick() { ++n; } };\n");
  CHECK(facts.actors.empty());
  CHECK_FALSE(facts.partial);
}

TEST_CASE("a class says that it is an actor, and its heirs are with it") {
  const UnitFacts facts = factsOf(
      "class [[clang::annotate(\"dramaturg::actor placement: own-thread\")]] clock { int n; void tick() { ++n; } };\n"
      "class tower : clock { int m; void strike() { ++m; } };\n");
  REQUIRE(facts.actors.size() == 2);
  CHECK(facts.actors[0].placement == Placement::ownThread);
}

TEST_CASE("a declaration says it for the definition") {
  const UnitFacts facts = factsOf(
      "[[clang::annotate(\"dramaturg::block block: disk\")]] void save();\n"
      "void save();\n"
      "void run() { save(); }\n");
  CHECK(facts.partial);  // there is no such kind of wait
  const UnitFacts sound = factsOf(
      "[[clang::annotate(\"dramaturg::block block: file\")]] void save();\n"
      "void save();\n"
      "void run() { save(); }\n");
  CHECK_FALSE(sound.partial);
  const auto blocks = [](const Function& function) {
    return std::ranges::any_of(function.events,
                               [](const Event& event) { return std::holds_alternative<Block>(event.what); });
  };
  CHECK(std::ranges::any_of(sound.functions, blocks));
}

TEST_CASE("a misspelt annotation is told with its place and the nearest word") {
  const UnitFacts facts =
      factsOf("\n[[clang::annotate(\"dramaturg::cast paylod: 0\")]] void put(int);\nvoid run() { put(1); }\n");
  CHECK(facts.partial);
  REQUIRE(facts.problems.size() == 1);
  CHECK(facts.problems[0].line == 2);
  CHECK_THAT(facts.problems[0].message, Catch::Contains("did you mean `payload`?"));
}

}  // namespace dramaturg::test
