// Roles of life and death: spawns, links, monitors, names, handlers installed by call.
#include "extract/interpreter.h"
#include "extract/types.h"
#include "extract/values.h"

#include "clang/AST/DeclTemplate.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;

/// Enumerators that a flag-like template argument is made of.
std::vector<std::string> enumeratorsIn(const clang::FunctionDecl* callee) {
  std::vector<std::string> names;
  const auto* arguments = callee->getTemplateSpecializationArgs();
  if (!arguments) return names;
  for (const auto& argument : arguments->asArray()) {
    if (argument.getKind() != clang::TemplateArgument::Integral) continue;
    const auto* type = argument.getIntegralType()->getAsEnumDecl();
    if (!type) continue;
    const std::uint64_t bits = argument.getAsIntegral().getZExtValue();
    for (const auto* enumerator : type->enumerators()) {
      const std::uint64_t bit = enumerator->getInitVal().getZExtValue();
      if (bit != 0 && (bits & bit) == bit) names.push_back(enumerator->getNameAsString());
    }
  }
  return names;
}

bool isSpawn(Unit& unit, const Invocation& call) {
  return llvm::any_of(unit.apisOf(call.callee), [](const ApiUse& use) { return use.api->role == Role::spawn; });
}

}  // namespace

void Interpreter::spawnGroup(const Invocation& call, const Api& api) {
  groups_.add(call, api);
  calls(call);
}

/// What starts a system is its main function, wherever the call stands. A function that is not written here may have
/// been told of already: it counts as called.
void Interpreter::launch(const Invocation& call) {
  for (const clang::Expr* argument : call.arguments) {
    const clang::FunctionDecl* body = claimBody(argument);
    if (!body) continue;
    if (llvm::isa<clang::LambdaExpr>(strip(unit_, argument)))
      unit_.addEntry(body);
    else
      recorder_.emit(argument->getSourceRange(), FunctionCall{unit_.functionSymbol(body), CallForm::passed});
  }
}

void Interpreter::limit(const Invocation& call, const Api& api) {
  const clang::QualType type = unwrapped(unit_, spelledMessage(call, api));
  if (type.isNull()) return;
  const auto* record = type->getAsCXXRecordDecl();
  const std::string name = record ? Unit::qualifiedName(record) : std::string();
  const bool any = llvm::any_of(unit_.profiles, [&](const Profile& p) { return p.anyMessage == name; });
  actors_.limit(recorder_.owner(), any && !name.empty() ? Symbol::none : messageOf(unit_, {type}));
}

void Interpreter::spawnOptions(const Invocation& call, const Profile& profile, Spawn& spawn) {
  const auto set = enumeratorsIn(call.callee);
  for (const SpawnOption& option : profile.spawnOptions) {
    if (!llvm::is_contained(set, option.enumerator)) continue;
    unit_.matched(option.enumerator);
    if (option.sets == "linked") spawn.linked = spawn.mutual = true;
    if (option.sets == "monitored") spawn.monitored = true;
    if (option.sets == "supervised") spawn.supervised = true;
    if (option.sets == "lazy") spawn.lazy = true;
    if (option.sets == "own-thread") spawn.placement = Placement::ownThread;
  }
}

/// The arguments flow into the parameters of the behaviour function or of the constructors that could take them.
void Interpreter::spawnArguments(const SpawnTarget& target, llvm::ArrayRef<const clang::Expr*> passed,
                                 const Profile& profile, Spawn& spawn) {
  for (unsigned i = 0; i < passed.size(); ++i) {
    const Payload element = payloadOf(passed[i], i);
    if (element.ownership != Ownership::value && element.ownership != Ownership::handle)
      spawn.payload.push_back(element);
  }
  if (target.function) {
    const bool takesActor =
        target.function->getNumParams() > 0 && unit_.actorBehind(target.function->getParamDecl(0)->getType());
    return flowArguments(unit_, target.function, passed, takesActor ? 1 : 0);
  }
  if (!target.record || !unit_.project.definitionOf(target.record)) return;
  for (const auto* constructor : target.record->ctors()) {
    if (constructor->isImplicit()) continue;
    const bool configured = constructor->getNumParams() > 0 &&
                            unit_.specialisationOf(constructor->getParamDecl(0)->getType(), profile.configuration);
    const unsigned first = configured ? 1 : 0;
    if (constructor->getNumParams() >= first + passed.size()) flowArguments(unit_, constructor, passed, first);
  }
}

/// What becomes of the new actor's handle, and what the handles that it takes along mean.
void Interpreter::spawnedHandle(const Invocation& call, const ApiUse& use, const SpawnTarget& target, Spawn& spawn) {
  const Fate fate = fateOf(call.expr);
  spawn.result = fate.use;
  spawn.holder = fate.holder;
  const bool owned = unit_.specialisationOf(call.expr->getType(), use.profile->owners);
  // `spawn(...).release()`: nobody owns it any more.
  if (owned && !fate.method && fate.use != ResultUse::dropped) spawn.linked = true;
  const clang::Expr* object = call.argument(use.api->actor);
  // An object that was made before belongs to whoever has it, and cannot outlive that.
  const bool lent = object && (object->getType()->isPointerType() || object->isLValue());
  if (lent && !llvm::isa<clang::CXXNewExpr>(strip(unit_, object))) spawn.linked = true;
  for (const clang::Expr* argument : target.arguments) {
    const auto* made = dyn_cast<clang::CXXConstructExpr>(strip(unit_, argument));
    const bool empty = made && made->getNumArgs() == 0;
    if (!empty && unit_.specialisationOf(argument->getType(), use.profile->watchers)) spawn.monitored = true;
  }
  const clang::Expr* thread = call.argument(use.api->scheduler);
  if (thread && !llvm::isa<clang::CXXDefaultArgExpr>(thread) && constantOf(unit_, thread).value_or(1) > 0)
    spawn.placement = Placement::ownThread, spawn.givenThread = true;
  if (object && target.record)
    unit_.addFlow(handleOf(unit_, object), {HandleKind::spawned, target.symbol(unit_), 0},
                  unit_.place(call.expr->getSourceRange()));
}

void Interpreter::spawn(const Invocation& call, const ApiUse& use) {
  if (use.api->ofObject) return startObject(call, use);
  const auto* expr = dyn_cast<clang::CallExpr>(call.expr);
  if (!expr) return;
  Spawn spawn;
  const SpawnTarget target = spawnTarget(unit_, expr, *use.api);
  llvm::ArrayRef<const clang::Expr*> passed = target.arguments;
  std::optional<Invocation> making;
  if (const clang::Expr* made = call.argument(use.api->made)) {
    making = invocationOf(strip(unit_, made));
    if (making && isSpawn(unit_, *making)) return groups_.place(*making, call);  // told there
    passed = making ? llvm::ArrayRef(making->arguments) : llvm::ArrayRef<const clang::Expr*>();
    if (!passed.empty() && unit_.specialisationOf(passed.front()->getType(), use.profile->configuration))
      passed = passed.drop_front();
  }
  if (target.function) recorder_.claim(strip(unit_, call.argument(use.api->arguments)));
  actors_.declareSpawned(target, *use.profile);
  spawn.actor = target.symbol(unit_);
  spawn.byActor = use.api->byActor;
  spawn.linked = use.api->linked;
  spawnOptions(call, *use.profile, spawn);
  groups_.complete(recorder_.decl(), call, *use.api, spawn);
  spawnArguments(target, passed, *use.profile, spawn);
  spawnedHandle(call, use, target, spawn);
  recorder_.emit(call.expr->getSourceRange(), std::move(spawn));
}

void Interpreter::linkOrMonitor(const Invocation& call, const Api& api) {
  const Handle self = call.object ? handleOf(unit_, call.object) : Handle{};
  const Handle other = api.receiver == kAbsent ? Handle{} : receiver(call, api);
  const clang::SourceRange at = call.expr->getSourceRange();
  switch (api.role) {
    case Role::link:
      return recorder_.emit(at, Link{self, other});
    case Role::monitor: {
      const clang::FunctionDecl* onDown = claimBody(call.argument(api.body));
      if (onDown) actors_.addHandler(recorder_.owner(), onDown, HandlerKind::down);
      return recorder_.emit(at, Monitor{self, other, onDown ? unit_.functionSymbol(onDown) : Symbol::none});
    }
    case Role::quit:
      return recorder_.emit(at, Stop{self});
    case Role::stop:
      return recorder_.emit(at, Stop{other});
    default:
      break;
  }
  // Whoever waits for an end observes it.
  for (unsigned i = 0; i < call.arguments.size(); ++i)
    if (carriesHandle(unit_, call.arguments[i]->getType()))
      recorder_.emit(at, Monitor{self, handleOf(unit_, call.arguments[i]), Symbol::none});
  Block wait;
  wait.kind = BlockKind::library;
  wait.awaits = Awaits::thread;
  wait.function = unit_.word(api.name);
  wait.bound.kind = BoundKind::none;
  wait.receiver = other;
  recorder_.emit(at, wait);
}

void Interpreter::registerName(const Invocation& call, const Api& api) {
  if (api.nameArgument != kAbsent && !call.argument(api.nameArgument)) return;
  Register entry;
  entry.action = api.role == Role::registerName ? RegistryAction::put
                 : api.role == Role::lookUp     ? RegistryAction::get
                                                : RegistryAction::erase;
  if (const auto* method = dyn_cast<clang::CXXMethodDecl>(call.callee))
    entry.registry = unit_.word(Unit::qualifiedName(method->getParent()));
  const NameValue name = nameOf(unit_, call.argument(api.nameArgument));
  entry.kind = name.kind;
  entry.name = name.name;
  entry.derivedFrom = name.derivedFrom;
  entry.permanent = api.permanent;
  if (const clang::Expr* value = call.argument(api.receiver)) {
    entry.handle = handleOf(unit_, value);
    // A name that only the run knows is known to nobody else in the code, but the actor is known by it.
    const bool fixed = name.kind == NameKind::literal || name.kind == NameKind::constant;
    const Place at = unit_.place(call.expr->getSourceRange());
    const std::string unknown = "name:" + std::to_string(at.line) + ":" + std::to_string(at.column);
    const Symbol known = fixed ? name.name : unit_.word(unit_.facts.file + unknown, unit_.nameOf(name.name));
    if (entry.action == RegistryAction::put) unit_.addFlow({HandleKind::name, known, 0}, entry.handle, at);
  }
  if (api.transient && name.kind == NameKind::computed) return;  // nothing remains
  recorder_.emit(call.expr->getSourceRange(), entry);
}

void Interpreter::installHandler(const Invocation& call, const Api& api) {
  if (api.token) return completion(call, api);
  const Owner owner = recorder_.owner();
  const bool hears = api.kind == HandlerKind::down || api.kind == HandlerKind::exit;
  if (const auto* body = claimBody(call.argument(api.body)))
    actors_.addHandler(owner, body, api.kind);
  else if (hears && call.argument(api.body))
    actors_.addUnseenHandler(owner, api.kind, unit_.place(call.expr->getSourceRange()));
}

/// The state's own cases say what it handles.
void Interpreter::becomeState(const Invocation& call) {
  const clang::FunctionDecl* state = claimBody(call.argument(0));
  recorder_.emit(call.expr->getSourceRange(), Become{state ? unit_.functionSymbol(state) : Symbol::none});
}

void Interpreter::installHandlers(const Invocation& call, const Api& api) {
  const Owner owner = recorder_.owner();
  if (api.messageType != kAbsent)
    actors_.addHandlerWithoutBody(owner, messageOf(unit_, {spelledMessage(call, api)}),
                                  unit_.place(call.expr->getSourceRange()));
  Symbol last = Symbol::none;
  for (const clang::Expr* argument : call.arguments) {
    const auto* body = claimBody(argument);
    if (!body) continue;
    if (!unit_.tableOf(body)) actors_.addHandler(owner, body);
    last = unit_.functionSymbol(body);
  }
  recorder_.emit(call.expr->getSourceRange(), Become{last});
}

}  // namespace dramaturg
