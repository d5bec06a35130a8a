// What code says of messages, tasks and names.
#include "tests/decision-tree/evaluation.h"

namespace dramaturg::test {

TEST_CASE("whatever is not an absence shows something, also of an actor that is hardly there", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  unit.actor("a");
  unit.partial();
  const ActorSystem system = link({unit.facts()});
  for (const EvaluatorInfo& info : evaluators()) {
    CAPTURE(info.name);
    const Verdict verdict = info.evaluate(system, {actorNamed(system, "a")});
    CHECK((verdict.choice.empty() || verdict.choice == "no" || !verdict.evidence.empty()));
  }
}

TEST_CASE("a place without an actor is asked only what needs none", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  unit.function("main").isEntry().startsTask("job", TaskOwner::detached);
  const ActorSystem system = link({unit.facts()});
  const Code code = codeOf(system, {ActorId::none, Site{functionNamed(system, "main"), 0}});
  const auto ask = [&](const char* evaluator) { return code({evaluator, "?", evaluator, {}, "", false, ""}).choice; };
  CHECK(ask("result_used") == "no");
  CHECK(ask("persisting_state").empty());
  CHECK(ask("no_such_evaluator").empty());
}

// --- call_or_cast

TEST_CASE("is the answer used?", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)", Answers::value).replies();
  FunctionBuilder turn = unit.actor("b").handles("(tick)");
  SECTION("a cast has none") {
    turn.casts(field("b::peer"), "(go)");
    CHECK(said(unit, "reply_used") == "no");
  }
  SECTION("code looks at it") {
    turn.asks(field("b::peer"), "(go)", CallStyle::continuation, after(1000), "then");
    unit.function("then").isForm(FunctionForm::lambda).writes("b::n");
    CHECK(said(unit, "reply_used") == "yes");
  }
  SECTION("code only acts when it fails") {
    turn.asks(field("b::peer"), "(go)", CallStyle::continuation, after(1000), "then", "failed");
    unit.function("then").isForm(FunctionForm::lambda);
    unit.function("failed").isForm(FunctionForm::lambda).stops(self("b"));
    CHECK(said(unit, "reply_used") == "yes");
  }
  SECTION("nobody does anything with it") {
    turn.asks(field("b::peer"), "(go)", CallStyle::unobserved, after(1000));
    CHECK(said(unit, "reply_used") == "no");
  }
  SECTION("the sender waits for nothing but the end") {
    turn.asks(field("b::peer"), "(go)", CallStyle::blocking, after(1000));
    CHECK(said(unit, "reply_used") == "yes");
  }
  SECTION("senders differ") {
    turn.casts(field("b::peer"), "(go)");
    turn.asks(field("b::peer"), "(go)", CallStyle::blocking, after(1000));
    CHECK(said(unit, "reply_used") == "-");
  }
  SECTION("the sender tells its own caller that all is well") {
    turn.casts(field("b::peer"), "(go)").replies();
    CHECK(said(unit, "reply_used") == "-");
  }
  SECTION("nobody sends") { CHECK(said(unit, "reply_used") == "-"); }
}

TEST_CASE("what the receiver does with a message is a hint of what it is worth", "[evaluate]") {
  UnitBuilder unit = pair();
  FunctionBuilder go = unit.actor("a").field("a::n").handles("(go)");
  unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)");
  SECTION("nothing") { CHECK_THAT(hint(unit, "loss_hint"), Catch::Contains("changes no state")); }
  SECTION("it replaces") {
    go.writes("a::n");
    CHECK_THAT(hint(unit, "loss_hint"), Catch::Contains("replaces what the message before said"));
  }
  SECTION("it adds") {
    go.writes("a::n", WriteKind::insert);
    CHECK_THAT(hint(unit, "loss_hint"), Catch::Contains("adds to what the actor knows"));
  }
}

TEST_CASE("can senders outrun the receiver?", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)").computes("sort");
  SECTION("once per message") {
    unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)");
    CHECK(said(unit, "unslowed_sender") == "no");
  }
  SECTION("in an endless loop") {
    unit.actor("b").ownLoop().handler(HandlerKind::body).inLoop(LoopKind::infinite).casts(field("b::peer"), "(go)");
    CHECK(said(unit, "unslowed_sender") == "yes");
  }
  SECTION("in a loop that waits for time") {
    unit.actor("b")
        .ownLoop()
        .handler(HandlerKind::body)
        .inLoop(LoopKind::infinite)
        .waits(BlockKind::sleep, Awaits::time, after(1000))
        .casts(field("b::peer"), "(go)");
    CHECK(said(unit, "unslowed_sender") == "no");
  }
  SECTION("nobody knows who else sends") {
    unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)");
    unit.partial();
    CHECK(said(unit, "unslowed_sender") == "-");
  }
}

TEST_CASE("can the one who is asked come to wait for the asker?", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.actor("b").handles("(tick)").asks(field("b::peer"), "(go)", CallStyle::blocking, after(1000));
  unit.actor("b").handles("(more)").replies();
  SECTION("no") {
    unit.actor("a").handles("(go)").replies();
    CHECK(said(unit, "wait_cycle") == "no");
  }
  SECTION("yes") {
    unit.flow(field("a::back"), variable("y"));
    unit.actor("a")
        .field("a::back", FieldRole::actorHandle)
        .handles("(go)")
        .asks(field("a::back"), "(more)", CallStyle::suspend, after(1000))
        .replies();
    CHECK(said(unit, "wait_cycle") == "yes");
  }
  SECTION("not when it only leaves something to do") {
    unit.flow(field("a::back"), variable("y"));
    unit.actor("a")
        .field("a::back", FieldRole::actorHandle)
        .handles("(go)")
        .asks(field("a::back"), "(more)", CallStyle::continuation, after(1000), "then")
        .replies();
    CHECK(said(unit, "wait_cycle") == "no");
  }
}

TEST_CASE("has the waiting code a thread to itself?", "[evaluate]") {
  UnitBuilder unit("main.cpp");
  unit.actor("a").handles("(go)").replies();
  SECTION("main has") {
    unit.function("main")
        .isEntry()
        .spawns("a")
        .into(variable("x"))
        .asks(variable("x"), "(go)", CallStyle::blocking, after(1000));
    CHECK(said(unit, "owns_thread") == "yes");
  }
  SECTION("an ordinary actor has not") {
    unit = pair();
    unit.actor("a").handles("(go)").replies();
    unit.actor("b").handles("(tick)").asks(field("b::peer"), "(go)", CallStyle::suspend, after(1000));
    CHECK(said(unit, "owns_thread") == "no");
  }
  SECTION("an actor with a loop of its own has") {
    unit = pair();
    unit.actor("a").handles("(go)").replies();
    unit.actor("b").ownLoop().handler(HandlerKind::body).asks(field("b::peer"), "(go)", CallStyle::blocking, after(1));
    CHECK(said(unit, "owns_thread") == "yes");
  }
  SECTION("nobody asks") { CHECK(said(unit, "owns_thread") == "-"); }
}

TEST_CASE("how long is waited is read from the code", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)").replies();
  FunctionBuilder turn = unit.actor("b").handles("(tick)");
  SECTION("not at all") {
    turn.casts(field("b::peer"), "(go)");
    CHECK(said(unit, "deadline_constants") == "-");
  }
  SECTION("one time") {
    turn.asks(field("b::peer"), "(go)", CallStyle::blocking, after(2000));
    CHECK(said(unit, "deadline_constants") == "2 s");
  }
  SECTION("several, each once") {
    turn.asks(field("b::peer"), "(go)", CallStyle::blocking, after(2000));
    turn.asks(field("b::peer"), "(go)", CallStyle::blocking, forEver());
    turn.asks(field("b::peer"), "(go)", CallStyle::blocking, after(2000));
    CHECK(said(unit, "deadline_constants") == "2 s, for ever");
  }
}

// --- task_flavour

TEST_CASE("work in a loop over a collection is done for each element", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  SECTION("it is") {
    go.inLoop(LoopKind::container, "files").startsTask("job", TaskOwner::kept);
    CHECK(said(unit, "per_element_work") == "yes");
  }
  SECTION("not once") {
    go.startsTask("job", TaskOwner::kept);
    CHECK(said(unit, "per_element_work") == "no");
  }
  SECTION("not in a loop that only tries again") {
    go.inLoop(LoopKind::condition).startsTask("job", TaskOwner::kept);
    CHECK(said(unit, "per_element_work") == "no");
  }
  SECTION("without work there is nothing to say") { CHECK(said(unit, "per_element_work") == "-"); }
}

TEST_CASE("is the result of a task used?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  SECTION("not of a detached one") {
    go.startsTask("job", TaskOwner::detached);
    CHECK(said(unit, "result_used") == "no");
  }
  SECTION("of one that is joined") {
    go.startsTask("job", TaskOwner::local);
    std::get<Task>(go.last().what).holder = unit.symbol("worker");
    go.does(TaskControl{unit.symbol("worker"), TaskAction::join});
    CHECK(said(unit, "result_used") == "yes");
  }
  SECTION("nobody knows of one that is only kept") {
    go.startsTask("job", TaskOwner::kept);
    CHECK(said(unit, "result_used") == "-");
  }
}

TEST_CASE("whoever has a plan for the failure of work does not fail with it", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)").startsTask("job", TaskOwner::kept);
  SECTION("a catch that does something") {
    go.does(dramaturg::Catch{Symbol::none, CatchBody::replies});
    CHECK(said(unit, "failure_propagates") == "no");
  }
  SECTION("a catch that only writes a line is none") {
    go.does(dramaturg::Catch{Symbol::none, CatchBody::logs});
    CHECK(said(unit, "failure_propagates") == "-");
  }
  SECTION("without a plan only a person knows") { CHECK(said(unit, "failure_propagates") == "-"); }
}

TEST_CASE("code that stays is told from tests and tools by where it lies and what it does", "[evaluate]") {
  const auto in = [](const char* file) {
    UnitBuilder unit(file);
    unit.actor("a").handles("(go)");
    return said(unit, "production_code");
  };
  CHECK(in("src/tests/a.cpp") == "no");
  CHECK(in("examples/a.cpp") == "no");
  CHECK(in("src/contests/a.cpp") == "-");
  UnitBuilder unit("src/a.cpp");
  unit.actor("a").handles("(tick)").schedules(self("a"), "(tick)", after(1000));
  CHECK(said(unit, "production_code") == "yes");
}

// --- naming_scope

TEST_CASE("is it looked up by name?", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)");
  SECTION("its handle is passed") { CHECK(said(unit, "needs_name") == "no"); }
  SECTION("it is entered and looked up") {
    unit.function("main").puts("keeper", variable("x"));
    unit.actor("b").handles("(tick)").gets("keeper", variable("k"));
    CHECK(said(unit, "needs_name") == "yes");
  }
  SECTION("it is entered only") {
    unit.function("main").puts("keeper", variable("x"));
    CHECK(said(unit, "needs_name") == "-");
  }
  SECTION("another name is looked up") {
    unit.function("main").puts("keeper", variable("x"));
    unit.actor("b").handles("(tick)").gets("sleeper", variable("k"));
    CHECK(said(unit, "needs_name") == "-");
  }
}

TEST_CASE("are its names fixed?", "[evaluate]") {
  UnitBuilder unit = pair();
  SECTION("literals are") {
    unit.function("main").puts("keeper", variable("x"));
    CHECK(said(unit, "fixed_names") == "yes");
  }
  SECTION("computed ones are not") {
    unit.function("main").puts("keeper", variable("x"), NameKind::computed);
    CHECK(said(unit, "fixed_names") == "no");
  }
  SECTION("unknown ones may be") {
    unit.function("main").puts("keeper", variable("x"), NameKind::unknown);
    CHECK(said(unit, "fixed_names") == "-");
  }
  SECTION("there are none") { CHECK(said(unit, "fixed_names") == "-"); }
}

TEST_CASE("what is also sent to another process is found there", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)");
  unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)").casts(remote(), "(other)");
  CHECK(said(unit, "remote_lookup") == "-");
  unit.actor("b").handles("(tock)").casts(remote(), "(go)");
  CHECK(said(unit, "remote_lookup") == "yes");
}

TEST_CASE("does one key stand for several?", "[evaluate]") {
  UnitBuilder unit("main.cpp");
  ActorBuilder a = unit.actor("a").field("a::members", FieldRole::actorHandle);
  SECTION("each message goes to all members") {
    a.handles("(say)").inLoop(LoopKind::container, "a::members").casts(field("a::members"), "(said)");
    CHECK(said(unit, "group_key") == "yes");
  }
  SECTION("a loop over something else is none") {
    a.handles("(say)").inLoop(LoopKind::container, "lines").casts(field("a::members"), "(said)");
    CHECK(said(unit, "group_key") == "-");
  }
  SECTION("each enters itself") {
    a.init().puts("me", self("a"), NameKind::computed);
    CHECK(said(unit, "group_key") == "no");
  }
}

TEST_CASE("is a name taken out?", "[evaluate]") {
  UnitBuilder unit("main.cpp");
  ActorBuilder a = unit.actor("a");
  FunctionBuilder init = a.init().puts("me", self("a"), NameKind::computed);
  std::get<Register>(init.last().what).permanent = true;
  SECTION("nobody does") { CHECK(said(unit, "name_removal") == "nothing"); }
  SECTION("its owner does") {
    Register erase = std::get<Register>(init.last().what);
    erase.action = RegistryAction::erase;
    a.handler(HandlerKind::terminate).does(erase);
    CHECK(said(unit, "name_removal") == "removed");
  }
  SECTION("a registry that may do it itself") {
    std::get<Register>(init.last().what).permanent = false;
    CHECK(said(unit, "name_removal") == "-");
  }
}

}  // namespace dramaturg::test
