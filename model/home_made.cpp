#include "model/home_made_changes.h"

#include "model/event_index.h"
#include "model/ids.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dramaturg {
namespace {

class Adder {
 public:
  Adder(ProgramFacts& facts, const ThreadClasses& classes)
      : facts_(facts), classes_(classes), changes_(facts.functions) {}

  std::vector<Structure> add(const std::vector<HomeMadeActor>& actors, const std::vector<HostedActor>& hosts,
                             const std::vector<HomeMadeActor>& pools) {
    std::vector<Structure> structures;
    for (const HostedActor& host : hosts) {
      if (isActor(host.record->symbol)) continue;
      declare(host);
      structures.push_back(describe(host));
      for (const PushMethod& push : host.pushes) pushes_.try_emplace(push.method, push, host.record->symbol);
      markReceives(*host.engine);
    }
    const auto isEngine = [&](const HomeMadeActor& actor) {
      return std::ranges::any_of(hosts, [&](const HostedActor& host) { return host.engine == &actor; });
    };
    for (const HomeMadeActor& actor : actors) {
      // What only runs the code of others is part of them.
      if (isActor(actor.record->symbol) || isEngine(actor) || actor.pool != nullptr) continue;
      declare(actor);
      structures.push_back(describe(actor));
      for (const PushMethod& push : actor.pushes) pushes_.try_emplace(push.method, push, actor.record->symbol);
      markReceives(actor);
    }
    sendMessages();
    for (const HomeMadeActor& actor : actors)
      if (std::ranges::find(structures, actor.record->symbol, &Structure::actor) != structures.end()) spawn(actor);
    addPoolWork(classes_, pools, hosts, changes_);
    changes_.apply();
    sortFacts();
    std::ranges::sort(structures, {}, &Structure::actor);
    return structures;
  }

 private:
  struct Push {
    Push(PushMethod pushMethod, Symbol of) : method(pushMethod), actor(of) {}
    PushMethod method;
    Symbol actor;
  };

  bool isActor(Symbol record) const {
    return std::ranges::any_of(facts_.actors, [&](const Actor& actor) { return actor.symbol == record; });
  }

  std::string inTicks(Symbol symbol) const { return "`" + std::string(facts_.symbols.name(symbol)) + "`"; }

  // --- who it is

  void declare(const HomeMadeActor& made) {
    Actor actor;
    actor.symbol = made.record->symbol;
    actor.form = ActorForm::threadLoop;
    actor.placement = Placement::ownThread;
    actor.ownLoop = true;
    actor.place = made.record->place;
    for (const Symbol owner : classes_.withBases(made.record->symbol)) {
      const Record* record = classes_.record(owner);
      if (record == nullptr) continue;
      if (actor.library == Symbol::none) actor.library = record->library;
      for (const Member& member : record->members) actor.fields.push_back(fieldOf(member, made));
    }
    addBounds(made.pushes, actor);
    facts_.actors.push_back(std::move(actor));
    Handler handler;
    handler.actor = made.record->symbol;
    handler.kind = HandlerKind::body;
    handler.body = facts_.functions.head(made.body).symbol;
    handler.answers = Answers::unknown;
    handler.place = facts_.functions.head(made.body).place;
    facts_.handlers.push_back(handler);
  }

  static void addBounds(const std::vector<PushMethod>& pushes, Actor& actor) {
    for (const PushMethod& push : pushes)
      if (push.limited) actor.bounded.push_back(push.method);
  }

  /// What carries messages and keeps threads apart is no state.
  static Field fieldOf(const Member& member, const HomeMadeActor& made) {
    Field field = member.field;
    const bool part = member.kind == MemberKind::thread || member.kind == MemberKind::lock ||
                      member.kind == MemberKind::mailbox || member.kind == MemberKind::boundedMailbox;
    if (part || member.field.symbol == made.queue) field.role = FieldRole::synchronisation;
    return field;
  }

  void declare(const HostedActor& host) {
    Actor actor;
    actor.symbol = host.record->symbol;
    actor.form = ActorForm::threadLoop;
    actor.placement = host.engine->pool == nullptr ? Placement::ownThread : Placement::sharedPool;
    actor.place = host.record->place;
    for (const Record* record : {host.engine->record, host.engine->pool}) {
      if (record == nullptr) continue;
      for (const Symbol owner : classes_.withBases(record->symbol))
        if (const Record* known = classes_.record(owner); known != nullptr && actor.library == Symbol::none)
          actor.library = known->library;
    }
    for (const Member& member : host.record->members)
      if (member.field.symbol != host.member) actor.fields.push_back(member.field);
    addBounds(host.pushes, actor);
    facts_.actors.push_back(std::move(actor));
    for (const PostedCode& post : host.posts) {
      Handler handler;
      handler.actor = host.record->symbol;
      handler.message = post.method;
      handler.body = facts_.functions.head(post.code).symbol;
      handler.place = facts_.functions.head(post.code).place;
      facts_.handlers.push_back(handler);
    }
  }

  Structure describe(const HostedActor& host) const {
    const HomeMadeActor& engine = *host.engine;
    const std::string name = inTicks(host.record->symbol);
    const Place owned = host.member == Symbol::none ? host.record->place : classes_.member(host.member)->field.place;
    Structure structure;
    structure.actor = host.record->symbol;
    structure.evidence = {
        {owned, name + " is an actor by its structure: it hands code to " + inTicks(engine.record->symbol)},
        {facts_.functions.head(host.posts.front().code).place, "such as this"},
        {facts_.functions.event(engine.start).place,
         engine.pool == nullptr ? "whose thread starts here"
                                : "whose turns are run by the threads of " + inTicks(engine.pool->symbol)},
        {facts_.functions.event(engine.take).place,
         (engine.pool == nullptr ? "and whose loop takes it from " : "where it is taken from ") +
             inTicks(engine.queue)}};
    return structure;
  }

  Structure describe(const HomeMadeActor& made) const {
    Structure structure;
    structure.actor = made.record->symbol;
    const std::string name = inTicks(made.record->symbol);
    structure.evidence = {
        {facts_.functions.event(made.start).place, name + " is an actor by its structure: its thread starts here"},
        {classes_.member(made.queue)->field.place, inTicks(made.queue) + " is its queue"},
        {facts_.functions.event(made.take).place, "its loop takes from " + inTicks(made.queue)}};
    return structure;
  }

  // --- its life

  /// The start of a thread that is let go stays a task as well.
  void spawn(const HomeMadeActor& made) {
    Function& function = changes_[made.start.function];
    const Event before = facts_.functions.event(made.start);
    // Of several classes that a common base starts the thread for, the first has put a spawn in the task's place.
    const auto known = std::ranges::find_if(function.events, [&](const Event& event) {
      return event.place == before.place &&
             (std::holds_alternative<Task>(event.what) || std::holds_alternative<Spawn>(event.what));
    });
    if (known == function.events.end()) return;
    const auto& task = std::get<Task>(before.what);
    Spawn spawn;
    spawn.actor = made.record->symbol;
    spawn.placement = Placement::ownThread;
    spawn.result = task.holder == Symbol::none ? ResultUse::dropped : ResultUse::kept;
    spawn.holder = task.holder;
    const bool owned = task.owner == TaskOwner::kept && !isDetached(task.holder);
    if (owned && std::holds_alternative<Task>(known->what)) {
      known->what = spawn;
      return;
    }
    Event event = before;
    event.what = spawn;
    function.events.insert(known, std::move(event));
  }

  bool isDetached(Symbol holder) const {
    for (std::uint32_t i = 0; i < facts_.functions.size(); ++i)
      for (const RareSite& rare : facts_.functions.rare(FunctionId{i})) {
        if (rare.kind != kEventKind<TaskControl>) continue;
        const auto& control = std::get<TaskControl>(facts_.functions.event({FunctionId{i}, rare.event}).what);
        if (control.holder == holder && control.action == TaskAction::detach) return true;
      }
    return false;
  }

  // --- its messages

  /// What the body waits on in its own class, or in its queue, brings the next message.
  void markReceives(const HomeMadeActor& made) {
    for (const auto& [function, looped] : made.closure) {
      const auto isOwn = [&](const Event& event) {
        const auto* block = std::get_if<Block>(&event.what);
        if (block == nullptr || block->receiver.kind != HandleKind::field) return false;
        return block->kind == BlockKind::condition || block->kind == BlockKind::semaphore ||
               block->kind == BlockKind::queue;
      };
      if (std::ranges::none_of(changes_.now(function).events, isOwn)) continue;
      for (Event& event : changes_[function].events)
        if (isOwn(event) && isPartOf(made, std::get<Block>(event.what).receiver.symbol)) {
          auto& block = std::get<Block>(event.what);
          block.kind = BlockKind::receive;
          block.receiver = {};
        }
    }
  }

  bool isPartOf(const HomeMadeActor& made, Symbol field) const {
    const Record* holder = classes_.holderOf(field);
    if (holder == nullptr) return false;
    const std::vector<Symbol> own = classes_.withBases(made.record->symbol);
    return holder->symbol == classes_.member(made.queue)->record || std::ranges::find(own, holder->symbol) != own.end();
  }

  void sendMessages() {
    if (pushes_.empty()) return;
    for (std::uint32_t i = 0; i < facts_.functions.size(); ++i) {
      const FunctionId id{i};
      const auto calls = facts_.functions.calls(id);
      if (std::ranges::any_of(calls, [&](const CallSite& call) { return isSent(call.callee, id); })) sendFrom(id);
    }
  }

  /// Calls within the class are part of the sending, or of the loop.
  bool isSent(Symbol callee, FunctionId from) const {
    const auto push = pushes_.find(callee);
    if (push == pushes_.end()) return false;
    const Symbol around = classes_.classOf(from);
    if (around == Symbol::none) return true;
    const std::vector<Symbol> own = classes_.withBases(push->second.actor);
    return std::ranges::find(own, around) == own.end();
  }

  void sendFrom(FunctionId id) {
    Function& function = changes_[id];
    std::vector<Event> events;
    for (const Event& event : function.events) {
      const auto* call = std::get_if<FunctionCall>(&event.what);
      const bool sent = call != nullptr && isSent(call->callee, id);
      if (sent) {
        Event message = event;
        message.what = messageOf(*call, pushes_.at(call->callee), function);
        events.push_back(std::move(message));
      }
      // What a method does besides, it does for its caller; waits for the answer are part of the call.
      const bool waits = sent ? pushes_.at(call->callee).method.waits.has_value() : awaitsAnswer(event, id);
      if (!waits) events.push_back(event);
    }
    function.events = std::move(events);
  }

  bool awaitsAnswer(const Event& event, FunctionId in) const {
    const auto* block = std::get_if<Block>(&event.what);
    return block != nullptr && block->kind == BlockKind::future && block->receiver.kind == HandleKind::result &&
           isSent(block->receiver.symbol, in);
  }

  EventKind messageOf(const FunctionCall& call, const Push& push, const Function& in) const {
    const Handle receiver{HandleKind::spawned, push.actor, 0};
    if (!push.method.waits && !push.method.answersLater) return Cast{receiver, call.callee, call.payload, false};
    Call request;
    request.receiver = receiver;
    request.message = call.callee;
    request.payload = call.payload;
    request.resultUsed = true;
    if (push.method.waits) {
      request.style = CallStyle::blocking;
      request.timeout = *push.method.waits;
    }
    const Handle answer{HandleKind::result, call.callee, 0};
    for (const Event& event : in.events) {
      const auto* block = std::get_if<Block>(&event.what);
      if (block == nullptr || !(block->receiver == answer) || block->kind != BlockKind::future) continue;
      const bool first = request.style != CallStyle::blocking;
      request.style = CallStyle::blocking;
      if (first || block->bound.kind == BoundKind::constant) request.timeout = block->bound;
    }
    return request;
  }

  void sortFacts() {
    std::ranges::sort(facts_.actors, {}, &Actor::symbol);
    std::ranges::sort(facts_.handlers, [](const Handler& a, const Handler& b) {
      return std::tie(a.actor, a.place, a.body) < std::tie(b.actor, b.place, b.body);
    });
  }

  ProgramFacts& facts_;
  const ThreadClasses& classes_;
  Changes changes_;
  std::map<Symbol, Push> pushes_;  ///< by method
};

}  // namespace

std::vector<Structure> addHomeMadeActors(ProgramFacts& facts) {
  if (facts.records.empty()) return {};
  const ThreadClasses classes(facts);
  HomeMade made = findHomeMadeActors(classes);
  std::ranges::move(findPooledActors(classes, made.pools), std::back_inserter(made.actors));
  if (made.actors.empty() && made.pools.empty()) return {};
  return Adder(facts, classes).add(made.actors, findHostedActors(classes, made.actors), made.pools);
}

}  // namespace dramaturg
