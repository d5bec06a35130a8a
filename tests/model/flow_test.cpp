// Which actors a handle may denote.
#include "model/link.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

#include <algorithm>

namespace dramaturg::test {
namespace {

/// Names of the receivers of all edges of a kind that start in `from`; "" for code outside of actors.
std::vector<std::string> receiversOf(const ActorSystem& system, EdgeKind kind, std::string_view from) {
  std::vector<std::string> names;
  for (const Edge& edge : system.edges())
    if (edge.kind == kind && system.name(edge.from) == from) names.emplace_back(system.name(edge.to));
  return names;
}

const Edge& onlyEdge(const ActorSystem& system, EdgeKind kind) {
  const Edge* found = nullptr;
  for (const Edge& edge : system.edges())
    if (edge.kind == kind) {
      REQUIRE(found == nullptr);
      found = &edge;
    }
  REQUIRE(found != nullptr);
  return *found;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a handle that nobody can tell has no receiver") {
  UnitBuilder unit("a.cpp");
  unit.function("main").isEntry().casts(variable("who"), "(go)").casts(nobodyKnows(), "(go)").casts(remote(), "(go)");
  CHECK(link({unit.facts()}).edges().empty());
}

TEST_CASE("a spawned handle flows through variable, parameter and member to the send") {
  UnitBuilder main("main.cpp");
  main.function("main").isEntry().spawns("server").into(variable("s")).spawns("client");
  main.flow(parameter("client", 1), variable("s"));
  UnitBuilder client("client.cpp");
  client.actor("client").handles("(tick)").casts(field("client::server_"), "(get)");
  client.flow(field("client::server_"), parameter("client", 1));
  UnitBuilder server("server.cpp");
  server.actor("server").handles("(get)");
  server.actor("other").handles("(get)");

  const ActorSystem system = link({main.facts(), client.facts(), server.facts()});
  const Edge& cast = onlyEdge(system, EdgeKind::cast);
  CHECK(system.name(cast.from) == "client");
  CHECK(system.name(cast.to) == "server");
  CHECK(cast.fromHandler == handlerNamed(system, "client", "(tick)"));
  CHECK(cast.toHandler == handlerNamed(system, "server", "(get)"));
  CHECK(cast.confidence == Confidence::certain);
  REQUIRE(cast.via.size() == 3);
  CHECK(cast.via[0].text == "`s` gets an instance of `server`");
  CHECK(cast.via[1].text == "parameter 2 of `client` gets `s`");
  CHECK(cast.via[2].text == "`client::server_` gets parameter 2 of `client`");
}

TEST_CASE("two instances in one holder are likely, each") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)");
  unit.actor("b").handles("(go)");
  unit.function("main")
      .isEntry()
      .spawns("a")
      .into(variable("x"))
      .spawns("b")
      .into(variable("x"))
      .casts(variable("x"), "(go)");
  const ActorSystem system = link({unit.facts()});
  CHECK(receiversOf(system, EdgeKind::cast, "") == Names{"a", "b"});
  for (const Edge& edge : system.edges())
    if (edge.kind == EdgeKind::cast) CHECK(edge.confidence == Confidence::likely);
}

TEST_CASE("of several possible actors only those that handle the message are meant") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)");
  unit.actor("b").handles("(stay)");
  unit.function("main")
      .isEntry()
      .spawns("a")
      .into(variable("x"))
      .spawns("b")
      .into(variable("x"))
      .casts(variable("x"), "(go)");
  CHECK(receiversOf(link({unit.facts()}), EdgeKind::cast, "") == Names{"a"});
}

TEST_CASE("an unknown origin besides a known one costs certainty") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)");
  unit.function("main").isEntry().spawns("a").into(variable("x")).casts(variable("x"), "(go)");
  unit.flow(variable("x"), nobodyKnows());
  CHECK(onlyEdge(link({unit.facts()}), EdgeKind::cast).confidence == Confidence::likely);
}

TEST_CASE("without flow the message tells, at most likely") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(rare)");
  unit.actor("a").handles("(common)");
  unit.actor("b").handles("(common)");
  SECTION("one candidate") {
    unit.function("main").isEntry().casts(variable("who"), "(rare)");
    const ActorSystem system = link({unit.facts()});
    const Edge& edge = onlyEdge(system, EdgeKind::cast);
    CHECK(system.name(edge.to) == "a");
    CHECK(edge.confidence == Confidence::likely);
    REQUIRE(edge.via.size() == 1);
    CHECK(edge.via[0].text == "only `a` handles `(rare)`");
  }
  SECTION("several candidates") {
    unit.function("main").isEntry().casts(variable("who"), "(common)");
    const ActorSystem system = link({unit.facts()});
    CHECK(receiversOf(system, EdgeKind::cast, "") == Names{"a", "b"});
    CHECK(system.edges().front().confidence == Confidence::possible);
  }
  SECTION("too many candidates say nothing") {
    for (int i = 0; i < 9; ++i) unit.actor("worker" + std::to_string(i)).handles("(everybody)");
    unit.function("main").isEntry().casts(variable("who"), "(everybody)");
    CHECK(link({unit.facts()}).edges().empty());
  }
}

TEST_CASE("self is the actor whose turn it is, also in a helper that gets it") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)").casts(parameter("a", 0), "(go)").calls("again");
  unit.flow(parameter("a", 0), self("a"));
  unit.function("again").casts(parameter("again", 0), "(go)");
  unit.flow(parameter("again", 0), parameter("a", 0));
  const ActorSystem system = link({unit.facts()});
  REQUIRE(receiversOf(system, EdgeKind::cast, "a") == Names{"a", "a"});
  for (const Edge& edge : system.edges()) CHECK(edge.confidence == Confidence::certain);
}

TEST_CASE("registered names connect units") {
  UnitBuilder one("one.cpp");
  one.actor("a").handles("(go)");
  one.function("main").isEntry().spawns("a").into(variable("x")).puts("the a", variable("x"));
  UnitBuilder two("two.cpp");
  SECTION("a literal name") {
    two.function("use").gets("the a", variable("y")).casts(variable("y"), "(go)");
    const ActorSystem system = link({one.facts(), two.facts()});
    CHECK(onlyEdge(system, EdgeKind::cast).confidence == Confidence::likely);
    const auto known = system.receivers({HandleKind::variable, symbolNamed(system, "y"), 0}, Symbol::none);
    REQUIRE(known.size() == 1);
    CHECK(known[0].how == ReceiverHow::name);
  }
  SECTION("another name") {
    two.function("use").gets("the b", variable("y")).casts(variable("y"), "(unheard)");
    CHECK(receiversOf(link({one.facts(), two.facts()}), EdgeKind::cast, "").empty());
  }
}

TEST_CASE("a handle in a message flows into the handlers that receive it") {
  UnitBuilder unit("a.cpp");
  unit.actor("worker").handles("(job)");
  unit.actor("broker").handles("(join, worker)").casts(parameter("broker (join, worker)", 1), "(job)");
  unit.actor("decoy").handles("(join, worker)").casts(parameter("decoy (join, worker)", 1), "(job)");
  unit.function("main")
      .isEntry()
      .spawns("worker")
      .into(variable("w"))
      .spawns("broker")
      .into(variable("b"))
      .casts(variable("b"), "(join, worker)")
      .with(1, Ownership::handle, variable("w"));
  const ActorSystem system = link({unit.facts()});
  CHECK(receiversOf(system, EdgeKind::cast, "broker") == Names{"worker"});
  const Handle inDecoy{HandleKind::parameter, symbolNamed(system, "decoy (join, worker)"), 1};
  CHECK(system.receivers(inDecoy, Symbol::none).empty());
}

TEST_CASE("chains of messages carry handles on") {
  UnitBuilder unit("a.cpp");
  unit.actor("end").handles("(hit)");
  unit.function("main").isEntry().spawns("end").into(variable("e")).spawns("hop0").into(variable("h0"));
  unit.function("main").casts(variable("h0"), "(pass)").with(0, Ownership::handle, variable("e"));
  for (int i = 0; i < 20; ++i) {
    const std::string hop = "hop" + std::to_string(i);
    const std::string next = "hop" + std::to_string(i + 1);
    unit.actor(hop).init().spawns(next).into(variable(next));
    unit.actor(hop)
        .handles("(pass)")
        .casts(variable(next), "(pass)")
        .with(0, Ownership::handle, parameter(hop + " (pass)", 0));
  }
  unit.actor("hop20").handles("(pass)").casts(parameter("hop20 (pass)", 0), "(hit)");
  const ActorSystem system = link({unit.facts()});
  CHECK(receiversOf(system, EdgeKind::cast, "hop20") == Names{"end"});
}

TEST_CASE("the sender of a message is who sent it to this handler") {
  UnitBuilder unit("a.cpp");
  unit.actor("server").handles("(ask)").casts(sender(), "(answer)");
  unit.actor("server").handles("(other)").calls("reply_to");
  unit.function("reply_to").casts(sender(), "(answer)");
  unit.actor("one").handles("(go)").casts(variable("s"), "(ask)");
  unit.actor("two").handles("(go)").casts(variable("s"), "(other)");
  for (const char* name : {"one", "two", "three"}) unit.actor(name).handles("(answer)");
  unit.function("main").isEntry().spawns("server").into(variable("s"));
  const ActorSystem system = link({unit.facts()});
  CHECK(receiversOf(system, EdgeKind::cast, "server") == Names{"one", "two"});
}

TEST_CASE("all holders of an actor are known") {
  UnitBuilder unit("a.cpp");
  unit.actor("a");
  unit.function("main").isEntry().spawns("a").into(variable("x"));
  unit.flow(field("r::f"), variable("x"));
  unit.flow(variable("unrelated"), variable("other"));
  const ActorSystem system = link({unit.facts()});
  const std::vector<Handle> holders = system.holdersOf(actorNamed(system, "a"));
  CHECK(holders == std::vector<Handle>{{HandleKind::variable, symbolNamed(system, "x"), 0},
                                       {HandleKind::field, symbolNamed(system, "r::f"), 0}});
}

}  // namespace dramaturg::test
