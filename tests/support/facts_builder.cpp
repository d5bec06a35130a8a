#include "tests/support/facts_builder.h"

#include <algorithm>
#include <utility>

namespace dramaturg::test {

HandleName self(std::string actor) { return {HandleKind::self, std::move(actor)}; }
HandleName spawned(std::string actor) { return {HandleKind::spawned, std::move(actor)}; }
HandleName variable(std::string name) { return {HandleKind::variable, std::move(name)}; }
HandleName field(std::string name) { return {HandleKind::field, std::move(name)}; }
HandleName parameter(std::string function, std::uint32_t index) {
  return {HandleKind::parameter, std::move(function), index};
}
HandleName result(std::string function) { return {HandleKind::result, std::move(function)}; }
HandleName sender() { return {HandleKind::sender, {}}; }
HandleName named(std::string name) { return {HandleKind::name, std::move(name)}; }
HandleName remote() { return {HandleKind::remote, {}}; }
HandleName nobodyKnows() { return {}; }

Bound after(std::int64_t milliseconds) { return {BoundKind::constant, milliseconds, {}}; }
Bound forEver() { return {BoundKind::none, 0, {}}; }

// --- units ----------------------------------------------------------------------------------------------------

UnitBuilder::UnitBuilder(std::string file) {
  facts_.file = std::move(file);
  facts_.files = {"", facts_.file};
  file_ = static_cast<FileId>(1);
  Library caf;
  caf.name = symbols_.intern("caf", "CAF 0.17");
  caf.mailboxSource = "caf/scheduled_actor.hpp:1";
  caf.placement = Placement::sharedPool;
  caf.placementSource = "caf/actor_system.hpp:1";
  caf.spawnSource = "caf/spawn_options.hpp:1";
  caf.throwSource = "caf/scheduled_actor.hpp:2";
  caf.downReachesCaller = true;
  caf.callSource = "caf/response_handle.hpp:1";
  facts_.libraries.push_back(caf);
}

FunctionBuilder UnitBuilder::function(std::string_view name) {
  const auto [at, isNew] = functions_.try_emplace(std::string(name), facts_.functions.size());
  if (isNew) {
    Function function;
    function.symbol = symbol(name);
    function.place = nextPlace();
    facts_.functions.push_back(std::move(function));
  }
  return FunctionBuilder(*this, at->second);
}

UnitBuilder& UnitBuilder::in(std::string_view file) {
  const auto known = std::find(facts_.files.begin(), facts_.files.end(), file);
  file_ = static_cast<FileId>(known - facts_.files.begin());
  if (known == facts_.files.end()) facts_.files.emplace_back(file);
  return *this;
}

ActorBuilder UnitBuilder::actor(std::string_view name) {
  const auto [at, isNew] = actors_.try_emplace(std::string(name), facts_.actors.size());
  if (isNew) {
    Actor actor;
    actor.symbol = symbol(name);
    actor.library = facts_.libraries.front().name;
    actor.form = ActorForm::behaviourFunction;
    actor.place = nextPlace();
    facts_.actors.push_back(std::move(actor));
  }
  return ActorBuilder(*this, at->second);
}

UnitBuilder& UnitBuilder::flow(const HandleName& to, const HandleName& from) {
  const Place place = nextPlace();
  facts_.flows.push_back({handle(to), handle(from), place});
  return *this;
}

UnitBuilder& UnitBuilder::partial() {
  facts_.partial = true;
  return *this;
}

Symbol UnitBuilder::symbol(std::string_view name) { return symbols_.intern(name, name); }

Handle UnitBuilder::handle(const HandleName& handle) { return {handle.kind, symbol(handle.name), handle.index}; }

Place UnitBuilder::nextPlace() {
  ++line_;
  return {file_, line_, 3, line_, 20};
}

UnitFacts UnitBuilder::facts() const {
  UnitFacts facts = facts_;
  facts.symbols = SymbolTable(symbols_).take();
  return facts;
}

// --- actors ---------------------------------------------------------------------------------------------------

Actor& ActorBuilder::fact() { return unit_->raw().actors[index_]; }

ActorBuilder& ActorBuilder::field(std::string_view name, FieldRole role, bool constant) {
  Field added;
  added.symbol = unit_->symbol(name);
  added.role = role;
  added.constant = constant;
  added.place = unit_->nextPlace();
  fact().fields.push_back(added);
  return *this;
}

ActorBuilder& ActorBuilder::state(std::string_view record) {
  fact().state = unit_->symbol(record);
  return *this;
}

ActorBuilder& ActorBuilder::base(std::string_view actor) {
  fact().bases.push_back(unit_->symbol(actor));
  return *this;
}

ActorBuilder& ActorBuilder::form(ActorForm form) {
  fact().form = form;
  return *this;
}

ActorBuilder& ActorBuilder::placement(Placement placement) {
  fact().placement = placement;
  return *this;
}

ActorBuilder& ActorBuilder::ownLoop() {
  fact().ownLoop = true;
  return *this;
}

FunctionBuilder ActorBuilder::handles(std::string_view message, Answers answers) {
  const std::string actor = unit_->facts().symbols[static_cast<std::size_t>(fact().symbol)].name;
  return add(HandlerKind::message, message, actor + " " + std::string(message), answers);
}

FunctionBuilder ActorBuilder::handler(HandlerKind kind) {
  static constexpr const char* kNames[] = {" message", "",       " body",     " timeout",  " down",
                                           " exit",    " error", " fallback", " terminate"};
  const std::string actor = unit_->facts().symbols[static_cast<std::size_t>(fact().symbol)].name;
  return add(kind, {}, actor + kNames[static_cast<int>(kind)], Answers::nothing);
}

FunctionBuilder ActorBuilder::add(HandlerKind kind, std::string_view message, const std::string& body,
                                  Answers answers) {
  FunctionBuilder function = unit_->function(body);
  const Symbol bodySymbol = unit_->symbol(body);
  auto& handlers = unit_->raw().handlers;
  const bool known =
      std::any_of(handlers.begin(), handlers.end(), [&](const Handler& h) { return h.body == bodySymbol; });
  if (!known)
    handlers.push_back(
        {fact().symbol, kind, unit_->symbol(message), bodySymbol, answers, false, function.fact().place});
  return function;
}

// --- functions ------------------------------------------------------------------------------------------------

Function& FunctionBuilder::fact() { return unit_->raw().functions[index_]; }
Event& FunctionBuilder::last() { return fact().events.back(); }

FunctionBuilder& FunctionBuilder::isEntry() {
  fact().entry = true;
  return *this;
}
FunctionBuilder& FunctionBuilder::isForm(FunctionForm form) {
  fact().form = form;
  return *this;
}
FunctionBuilder& FunctionBuilder::isMemberOf(std::string_view record) {
  fact().record = unit_->symbol(record);
  return *this;
}
FunctionBuilder& FunctionBuilder::overrides(std::string_view function) {
  fact().overrides.push_back(unit_->symbol(function));
  return *this;
}
FunctionBuilder& FunctionBuilder::enclosedBy(std::string_view function) {
  fact().enclosing = unit_->symbol(function);
  return *this;
}
FunctionBuilder& FunctionBuilder::cannotThrow() {
  fact().cannotThrow = true;
  return *this;
}
FunctionBuilder& FunctionBuilder::takes(std::string_view parameter, std::string_view type, Ownership ownership) {
  fact().parameters.push_back({unit_->symbol(parameter), unit_->symbol(type), ownership});
  return *this;
}
FunctionBuilder& FunctionBuilder::captures(std::string_view variable, CaptureMode mode, bool actorSelf) {
  Capture capture;
  capture.variable = unit_->symbol(variable);
  capture.mode = mode;
  capture.actorSelf = actorSelf;
  capture.place = unit_->nextPlace();
  fact().captures.push_back(capture);
  return *this;
}

FunctionBuilder& FunctionBuilder::inLoop(LoopKind kind, std::string_view over, std::uint64_t count) {
  fact().loops.push_back({unit_->nextPlace(), kind, count, unit_->symbol(over), loop_});
  loop_ = static_cast<std::uint32_t>(fact().loops.size());
  return *this;
}
FunctionBuilder& FunctionBuilder::endLoop() {
  loop_ = fact().loops.at(loop_ - 1).outer;
  return *this;
}
FunctionBuilder& FunctionBuilder::when(std::initializer_list<std::string_view> reads, bool compares,
                                       bool leavesWhenTrue) {
  Condition condition;
  condition.place = unit_->nextPlace();
  for (const std::string_view name : reads) condition.reads.push_back(unit_->symbol(name));
  condition.compares = compares;
  condition.leavesWhenTrue = leavesWhenTrue;
  guards_.push_back(static_cast<std::uint32_t>(fact().conditions.size()));
  fact().conditions.push_back(std::move(condition));
  return *this;
}
FunctionBuilder& FunctionBuilder::comparing(std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) fact().conditions.back().values.push_back(unit_->symbol(value));
  return *this;
}
FunctionBuilder& FunctionBuilder::endWhen() {
  guards_.pop_back();
  return *this;
}
FunctionBuilder& FunctionBuilder::holding(std::string_view lock) {
  waits(BlockKind::lock, Awaits::lock, forEver(), lock);
  locks_.push_back(static_cast<std::uint32_t>(fact().locks.size()));
  fact().locks.push_back({last().place, unit_->symbol(lock)});
  return *this;
}
FunctionBuilder& FunctionBuilder::letGo() {
  locks_.pop_back();
  return *this;
}

FunctionBuilder& FunctionBuilder::does(EventKind what) {
  fact().events.push_back({unit_->nextPlace(), std::move(what), loop_, guards_, locks_});
  return *this;
}
FunctionBuilder& FunctionBuilder::calls(std::string_view function, CallForm form) {
  return does(FunctionCall{unit_->symbol(function), form});
}
FunctionBuilder& FunctionBuilder::callsUnknown() { return does(UnknownCall{}); }
FunctionBuilder& FunctionBuilder::casts(const HandleName& receiver, std::string_view message) {
  return does(Cast{unit_->handle(receiver), unit_->symbol(message), {}});
}
FunctionBuilder& FunctionBuilder::offers(const HandleName& receiver, std::string_view message) {
  return does(Cast{unit_->handle(receiver), unit_->symbol(message), {}, true});
}
FunctionBuilder& FunctionBuilder::with(std::uint32_t index, Ownership ownership, const HandleName& holder, bool moved) {
  Payload payload;
  payload.index = index;
  payload.ownership = ownership;
  payload.moved = moved;
  payload.holder = unit_->handle(holder);
  if (auto* cast = std::get_if<Cast>(&last().what)) cast->payload.push_back(payload);
  if (auto* call = std::get_if<Call>(&last().what)) call->payload.push_back(payload);
  if (auto* spawn = std::get_if<Spawn>(&last().what)) spawn->payload.push_back(payload);
  return *this;
}
FunctionBuilder& FunctionBuilder::asks(const HandleName& receiver, std::string_view message, CallStyle style,
                                       Bound timeout, std::string_view onReply, std::string_view onError) {
  Call call;
  call.receiver = unit_->handle(receiver);
  call.message = unit_->symbol(message);
  call.style = style;
  call.timeout = timeout;
  call.onReply = unit_->symbol(onReply);
  call.onError = unit_->symbol(onError);
  call.resultUsed = call.onReply != Symbol::none || style == CallStyle::blocking;
  return does(std::move(call));
}
FunctionBuilder& FunctionBuilder::replies() { return does(Reply{}); }
FunctionBuilder& FunctionBuilder::delegates(const HandleName& receiver, std::string_view message) {
  return does(Delegate{unit_->handle(receiver), unit_->symbol(message)});
}
FunctionBuilder& FunctionBuilder::schedules(const HandleName& receiver, std::string_view message, Bound delay) {
  return does(Schedule{unit_->handle(receiver), unit_->symbol(message), Symbol::none, delay, false});
}
FunctionBuilder& FunctionBuilder::spawns(std::string_view actor) {
  Spawn spawn;
  spawn.actor = unit_->symbol(actor);
  spawn.byActor = !fact().entry;
  return does(std::move(spawn));
}
FunctionBuilder& FunctionBuilder::spawnsLinked(std::string_view actor) {
  spawns(actor);
  std::get<Spawn>(last().what).linked = true;
  return *this;
}
FunctionBuilder& FunctionBuilder::spawnsOn(Placement placement, std::string_view actor) {
  spawns(actor);
  std::get<Spawn>(last().what).placement = placement;
  return *this;
}
FunctionBuilder& FunctionBuilder::into(const HandleName& holder) {
  auto& spawn = std::get<Spawn>(last().what);
  spawn.holder = unit_->symbol(holder.name);
  spawn.result = holder.kind == HandleKind::variable ? ResultUse::local : ResultUse::kept;
  unit_->raw().flows.push_back({unit_->handle(holder), {HandleKind::spawned, spawn.actor, 0}, last().place});
  return *this;
}
FunctionBuilder& FunctionBuilder::startsTask(std::string_view body, TaskOwner owner, TaskKind kind) {
  return does(Task{kind, unit_->symbol(body), owner, Symbol::none});
}
FunctionBuilder& FunctionBuilder::links(const HandleName& a, const HandleName& b) {
  return does(Link{unit_->handle(a), unit_->handle(b)});
}
FunctionBuilder& FunctionBuilder::monitors(const HandleName& observer, const HandleName& target,
                                           std::string_view onDown) {
  return does(Monitor{unit_->handle(observer), unit_->handle(target), unit_->symbol(onDown)});
}
FunctionBuilder& FunctionBuilder::supervises(const HandleName& parent, const HandleName& child) {
  return does(Supervise{unit_->handle(parent), unit_->handle(child)});
}
FunctionBuilder& FunctionBuilder::stops(const HandleName& target) { return does(Stop{unit_->handle(target)}); }
FunctionBuilder& FunctionBuilder::puts(std::string_view name, const HandleName& handle, NameKind kind) {
  Register put;
  put.kind = kind;
  put.name = unit_->symbol(name);
  put.handle = unit_->handle(handle);
  return does(put);
}
FunctionBuilder& FunctionBuilder::gets(std::string_view name, const HandleName& into, NameKind kind) {
  Register get;
  get.action = RegistryAction::get;
  get.kind = kind;
  get.name = unit_->symbol(name);
  get.handle = unit_->handle(into);
  return does(get);
}
FunctionBuilder& FunctionBuilder::waits(BlockKind kind, Awaits awaits, Bound bound, std::string_view function) {
  Block block;
  block.kind = kind;
  block.awaits = awaits;
  block.bound = bound;
  block.function = unit_->symbol(function);
  return does(block);
}
FunctionBuilder& FunctionBuilder::computes(std::string_view function) { return does(Compute{unit_->symbol(function)}); }
FunctionBuilder& FunctionBuilder::reads(std::string_view field) { return does(StateRead{unit_->symbol(field)}); }
FunctionBuilder& FunctionBuilder::writes(std::string_view field, WriteKind kind, std::string_view value) {
  return does(StateWrite{unit_->symbol(field), kind, unit_->symbol(value)});
}
FunctionBuilder& FunctionBuilder::touchesGlobal(std::string_view variable, bool write) {
  return does(GlobalAccess{unit_->symbol(variable), write, false});
}
FunctionBuilder& FunctionBuilder::throws(std::string_view type, bool caughtHere) {
  return does(Throw{unit_->symbol(type), caughtHere});
}
FunctionBuilder& FunctionBuilder::becomes(std::string_view behaviour) { return does(Become{unit_->symbol(behaviour)}); }

}  // namespace dramaturg::test
