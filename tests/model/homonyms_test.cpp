// Several programs in one compile database.
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

#include "model/link.h"

#include <algorithm>

namespace dramaturg::test {
namespace {

/// A program of its own: `caf_main` starts the one actor that it defines.
UnitFacts program(const std::string& file, const std::string& actor, const std::string& message) {
  UnitBuilder unit(file);
  unit.function("run").isEntry().spawns(actor);
  unit.actor(actor).handles(message).replies();
  return unit.facts();
}

}  // namespace

TEST_CASE("functions of the same name in two programs stay two") {
  const ActorSystem system = link({program("a.cpp", "ping", "(ping)"), program("b.cpp", "pong", "(pong)")});
  CHECK(std::ranges::count_if(system.functions(), [](const Function& f) { return f.entry; }) == 2);
  REQUIRE(system.actors().size() == 2);
  for (const LinkedActor& actor : system.actors()) CHECK(actor.multiplicity == Multiplicity::one);
}

TEST_CASE("what a header defines for two units stays one") {
  const auto unit = [](const std::string& file) {
    UnitBuilder builder(file);
    builder.in("shared.h").function("helper");
    return builder.facts();
  };
  const ActorSystem system = link({unit("a.cpp"), unit("b.cpp")});
  CHECK(system.functions().size() == 1);
}

TEST_CASE("a signature finds no receiver in another program") {
  UnitBuilder sender("a.cpp");
  sender.function("run").isEntry().casts(nobodyKnows(), "(pong)");
  const ActorSystem apart = link({sender.facts(), program("b.cpp", "pong", "(pong)")});
  CHECK(std::ranges::none_of(apart.edges(), [](const Edge& edge) { return edge.kind == EdgeKind::cast; }));
}

TEST_CASE("a signature finds a receiver in code that starts no program") {
  UnitBuilder sender("a.cpp");
  sender.function("run").isEntry().casts(nobodyKnows(), "(pong)");
  UnitBuilder library("b.cpp");
  library.actor("pong").handles("(pong)").replies();
  const ActorSystem system = link({sender.facts(), library.facts()});
  CHECK(std::ranges::any_of(system.edges(), [](const Edge& edge) { return edge.kind == EdgeKind::cast; }));
}

}  // namespace dramaturg::test
