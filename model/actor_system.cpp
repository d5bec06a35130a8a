#include "model/actor_system.h"

#include "model/ids.h"
#include "model/system_data.h"

#include <algorithm>
#include <stdexcept>

namespace dramaturg {

ActorSystem::ActorSystem(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
ActorSystem::ActorSystem(ActorSystem&&) noexcept = default;
ActorSystem& ActorSystem::operator=(ActorSystem&&) noexcept = default;
ActorSystem::~ActorSystem() = default;

// --- nouns

std::span<const LinkedActor> ActorSystem::actors() const { return data_->ensemble.actors; }
std::span<const LinkedHandler> ActorSystem::handlers() const { return data_->ensemble.handlers; }
FunctionList ActorSystem::functions() const { return FunctionList(*this, data_->facts.functions.size()); }
std::span<const Edge> ActorSystem::edges() const { return data_->edges; }
std::span<const Suppression> ActorSystem::suppressions() const { return data_->facts.suppressions; }
std::span<const Library> ActorSystem::libraries() const { return data_->facts.libraries; }

const LinkedActor& ActorSystem::actor(ActorId id) const { return data_->ensemble.actors.at(at(id)); }
const LinkedHandler& ActorSystem::handler(HandlerId id) const { return data_->ensemble.handlers.at(at(id)); }
const Function& ActorSystem::function(FunctionId id) const {
  if (at(id) >= data_->facts.functions.size()) throw std::out_of_range("no such function");
  return data_->facts.functions[id];
}
const Event& ActorSystem::event(Site site) const { return function(site.function).events.at(site.event); }

std::string_view ActorSystem::name(Symbol symbol) const { return data_->facts.symbols.name(symbol); }
std::string_view ActorSystem::key(Symbol symbol) const { return data_->facts.symbols.key(symbol); }
std::string_view ActorSystem::path(FileId file) const {
  return at(file) < data_->facts.files.size() ? std::string_view(data_->facts.files[at(file)]) : "";
}
std::string_view ActorSystem::name(ActorId id) const {
  return id == ActorId::none ? std::string_view() : name(actor(id).fact->symbol);
}

ActorId ActorSystem::actorOf(Symbol symbol) const { return lookUp(data_->ensemble.actorOf, symbol, ActorId::none); }
FunctionId ActorSystem::functionOf(Symbol symbol) const {
  return lookUp(data_->ensemble.functionOf, symbol, FunctionId::none);
}

// --- relations

namespace {

std::vector<const Edge*> pick(const std::vector<Edge>& edges, const std::vector<std::uint32_t>& indices) {
  std::vector<const Edge*> picked;
  picked.reserve(indices.size());
  for (const std::uint32_t index : indices) picked.push_back(&edges[index]);
  return picked;
}

}  // namespace

std::vector<const Edge*> ActorSystem::inbound(ActorId id) const {
  return pick(data_->edges, data_->inbound.at(at(id)));
}
std::vector<const Edge*> ActorSystem::outbound(ActorId id) const {
  return pick(data_->edges, data_->outbound.at(at(id)));
}

const std::vector<Reached>& ActorSystem::remembered(ReachMemo& memo, FunctionId root, Extent extent) const {
  static const std::vector<Reached> nothing;
  if (root == FunctionId::none) return nothing;
  {
    const std::lock_guard lock(memo.mutex);
    if (const auto& known = memo.byRoot.at(at(root))) return *known;
  }
  // Outside of the lock: several threads may compute the same, equal answer, and the first one stays.
  auto reached =
      std::make_unique<const std::vector<Reached>>(explore(data_->calls, data_->facts.functions, root, extent));
  const std::lock_guard lock(memo.mutex);
  auto& slot = memo.byRoot[at(root)];
  if (!slot) slot = std::move(reached);
  return *slot;
}

const std::vector<Reached>& ActorSystem::reach(FunctionId root) const {
  return remembered(data_->reach, root, Extent::turn);
}

const std::vector<Reached>& ActorSystem::workOf(FunctionId root) const {
  return remembered(data_->work, root, Extent::wholeWork);
}

std::vector<Receiver> ActorSystem::receivers(const Handle& handle, Symbol message) const {
  return data_->receivers.find(handle, message);
}

std::vector<Receiver> ActorSystem::receivers(const Handle& handle, Symbol message, FunctionId in) const {
  const Symbol function = in == FunctionId::none ? Symbol::none : data_->facts.functions.head(in).symbol;
  return data_->receivers.find(handle, message, function, ownerOf(in));
}

std::vector<Handle> ActorSystem::holdersOf(ActorId id) const {
  std::vector<Handle> holders;
  for (const HandleKind kind : {HandleKind::self, HandleKind::spawned}) {
    const std::vector<Handle>& some = data_->flow.holdersOf({kind, actor(id).fact->symbol, 0});
    holders.insert(holders.end(), some.begin(), some.end());
  }
  std::sort(holders.begin(), holders.end());
  holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
  return holders;
}

ActorId ActorSystem::ownerOf(FunctionId function) const {
  if (function == FunctionId::none) return ActorId::none;
  return soleActor(data_->turns.handlersOf.at(at(function)), data_->ensemble.handlers);
}
std::vector<HandlerId> ActorSystem::turnsOf(FunctionId function) const {
  return lookUp(data_->turns.handlersOf, function, std::vector<HandlerId>());
}
std::vector<FunctionId> ActorSystem::entriesOf(FunctionId function) const {
  return lookUp(data_->turns.entriesOf, function, std::vector<FunctionId>());
}
std::vector<Site> ActorSystem::tasksOf(FunctionId function) const {
  return lookUp(data_->turns.tasksOf, function, std::vector<Site>());
}

const EventIndex& ActorSystem::events() const { return data_->events; }
std::span<const Site> ActorSystem::openWatches() const { return data_->openWatches; }
bool ActorSystem::closedWorld() const { return data_->closedWorld; }

}  // namespace dramaturg
