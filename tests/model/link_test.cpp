// Joining units: one numbering, one of each entity, the same answer whatever the order.
#include "model/link.h"

#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

#include <algorithm>

namespace dramaturg::test {
namespace {

/// An actor defined in a header: every unit that includes it tells the same.
void includeHeader(UnitBuilder& unit) {
  const std::string source = unit.raw().file;
  unit.in("counter.h")
      .actor("counter")
      .field("counter::n")
      .handles("(inc)")
      .writes("counter::n", WriteKind::update)
      .calls("log");
  unit.function("log").waits(BlockKind::console, Awaits::outside, forEver(), "puts");
  unit.in(source);
}

std::vector<UnitFacts> program() {
  UnitBuilder a("a.cpp");
  a.symbol("something only this unit knows");
  includeHeader(a);
  a.function("main").isEntry().spawns("counter").into(variable("c")).spawns("user").casts(variable("c"), "(inc)");
  a.flow(parameter("user", 1), variable("c"));
  UnitBuilder b("b.cpp");
  includeHeader(b);
  b.actor("user")
      .handles("(go)")
      .inLoop(LoopKind::container, "xs")
      .casts(parameter("user", 1), "(inc)")
      .endLoop()
      .monitors(self("user"), parameter("user", 1));
  UnitBuilder c("c.cpp");
  c.actor("watcher").handles("(go)").links(self("watcher"), variable("c")).casts(variable("unknown"), "(inc)");
  UnitBuilder d("d.cpp");
  includeHeader(d);
  d.function("log").callsUnknown();  // a richer account of the same function
  return {a.facts(), b.facts(), c.facts(), d.facts()};
}

}  // namespace

TEST_CASE("nothing links to nothing") {
  const ActorSystem system = link({});
  CHECK(system.actors().empty());
  CHECK(system.name(Symbol::none).empty());
  CHECK(system.closedWorld());
}

TEST_CASE("the order of units does not matter") {
  std::vector<UnitFacts> units = program();
  const std::string expected = render(link(units));
  std::sort(units.begin(), units.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  while (
      std::next_permutation(units.begin(), units.end(), [](const auto& a, const auto& b) { return a.file < b.file; }))
    CHECK(render(link(units)) == expected);
}

TEST_CASE("one source compiled twice does not depend on which comes first") {
  UnitBuilder plain("a.cpp");
  plain.actor("a").handles("(go)").calls("f");
  UnitBuilder debug("a.cpp");
  debug.actor("a").handles("(go)").calls("g");
  CHECK(render(link({plain.facts(), debug.facts()})) == render(link({debug.facts(), plain.facts()})));
}

TEST_CASE("what several units define exists once, in its richest account") {
  const ActorSystem system = link(program());
  CHECK(system.actors().size() == 3);
  CHECK(std::count_if(system.handlers().begin(), system.handlers().end(),
                      [](const LinkedHandler& handler) { return handler.fact->kind == HandlerKind::message; }) == 3);
  CHECK(system.function(functionNamed(system, "log")).events.size() == 2);
  CHECK(system.libraries().size() == 1);
}

TEST_CASE("a behaviour function is placed where its body is") {
  UnitBuilder spawner("a.cpp");
  spawner.in("tides.h").actor("tides");
  spawner.in("a.cpp").function("main").isEntry().spawns("tides");
  UnitBuilder definer("b.cpp");
  definer.actor("tides").init();
  const ActorSystem system = link({spawner.facts(), definer.facts()});
  CHECK(system.path(system.actor(actorNamed(system, "tides")).fact->place.file) == "b.cpp");
}

TEST_CASE("casts, monitors and links become edges with the handlers at both ends") {
  const ActorSystem system = link(program());
  const auto inbound = system.inbound(actorNamed(system, "counter"));
  std::vector<EdgeKind> kinds;
  for (const Edge* edge : inbound) kinds.push_back(edge->kind);
  CHECK(kinds == std::vector{EdgeKind::spawn, EdgeKind::cast, EdgeKind::cast, EdgeKind::cast, EdgeKind::link,
                             EdgeKind::monitor});
  CHECK(inbound[3]->from == ActorId::none);
  CHECK(system.name(system.function(inbound[3]->root).symbol) == "main");
  CHECK(inbound[3]->toHandler == handlerNamed(system, "counter", "(inc)"));
  CHECK(system.name(inbound.back()->from) == "user");
}

TEST_CASE("a linked, monitored or supervised spawn is also a relation") {
  UnitBuilder unit("a.cpp");
  unit.actor("child");
  unit.actor("parent").init().spawnsLinked("child");
  const ActorSystem system = link({unit.facts()});
  REQUIRE(system.edges().size() == 2);
  CHECK(system.edges()[1].kind == EdgeKind::link);
  CHECK(system.name(system.edges()[1].from) == "parent");
}

TEST_CASE("a message without a handler of its own goes to the fallback") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(known)");
  unit.actor("a").handler(HandlerKind::fallback);
  unit.function("main").isEntry().spawns("a").into(variable("x")).casts(variable("x"), "(strange)");
  const ActorSystem system = link({unit.facts()});
  CHECK(system.edges().back().toHandler == handlerNamed(system, "a", HandlerKind::fallback));
}

TEST_CASE("a watch without a known target is kept in mind") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)").monitors(self("a"), variable("who"));
  CHECK(link({unit.facts()}).openWatches().size() == 1);
}

TEST_CASE("the world is closed only when every unit was analysed in full") {
  UnitBuilder whole("a.cpp");
  UnitBuilder broken("b.cpp");
  broken.partial();
  CHECK(link({whole.facts()}).closedWorld());
  CHECK_FALSE(link({whole.facts(), broken.facts()}).closedWorld());
  CHECK_FALSE(link({whole.facts()}, {.allUnitsAnalysed = false}).closedWorld());
}

TEST_CASE("numbers that lead nowhere do no harm") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)");
  UnitFacts facts = unit.facts();
  facts.actors[0].state = static_cast<Symbol>(4000);
  facts.handlers[0].body = static_cast<Symbol>(4001);
  facts.flows.push_back({{HandleKind::field, static_cast<Symbol>(4002), 7}, {}, {static_cast<FileId>(99), 1, 1, 1, 1}});
  CHECK(link({facts}).actors().size() == 1);
}

}  // namespace dramaturg::test
