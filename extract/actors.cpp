#include "extract/actors.h"

#include "extract/types.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

/// The state's type, for an actor class that holds it as a template argument.
const clang::CXXRecordDecl* stateRecord(Unit& unit, const Profile& profile, const clang::CXXRecordDecl* actor) {
  for (const TypeArgument& holder : profile.state) {
    const auto* special = unit.specialisationOf(unit.ast.getCanonicalTagType(actor), {holder.type});
    if (const auto* state = unit.argumentOf(special, holder.type, holder.argument))
      return unit.matched(holder.type), state;
  }
  return nullptr;
}

/// The class of the actor that a behaviour function takes.
const clang::CXXRecordDecl* actorParameter(const clang::FunctionDecl* function) {
  if (function->getNumParams() == 0) return nullptr;
  return function->getParamDecl(0)->getType().getNonReferenceType()->getPointeeCXXRecordDecl();
}

/// The expressions that a body returns; lambdas inside return for themselves.
void collectReturns(const clang::Stmt* statement, std::vector<const clang::Expr*>& values) {
  if (!statement || llvm::isa<clang::LambdaExpr>(statement)) return;
  if (const auto* result = dyn_cast<clang::ReturnStmt>(statement); result && result->getRetValue())
    values.push_back(result->getRetValue());
  for (const clang::Stmt* child : statement->children()) collectReturns(child, values);
}

/// Code that a state machine runs when it enters or leaves a state.
bool isAction(const Profile& profile, const clang::CXXMethodDecl* method) {
  if (method->getNumParams() > 0 || method->isStatic()) return false;
  const auto* type = method->getReturnType()->getAs<clang::TypedefType>();
  if (!type) return false;
  const std::string name = Unit::qualifiedName(type->getDecl());
  return llvm::any_of(profile.dispatchers, [&](const Dispatcher& dispatcher) { return dispatcher.action == name; });
}

std::vector<clang::QualType> parameterTypes(const clang::FunctionDecl* function) {
  std::vector<clang::QualType> types;
  for (const clang::ParmVarDecl* parameter : function->parameters()) types.push_back(parameter->getType());
  return types;
}

bool isMethodNamed(const clang::CXXMethodDecl* method, const std::string& name) {
  return !name.empty() && method->getIdentifier() && method->getName() == name;
}

}  // namespace

/// How many values an enumeration has; 0 for all other types.
static std::uint32_t statesOf(clang::QualType type) {
  const auto* enumeration = type.getNonReferenceType()->getAs<clang::EnumType>();
  const auto* definition = enumeration ? enumeration->getDecl()->getDefinition() : nullptr;
  return definition
             ? static_cast<std::uint32_t>(std::distance(definition->enumerator_begin(), definition->enumerator_end()))
             : 0;
}

void Actors::addFields(Actor& actor, const clang::CXXRecordDecl* record) {
  record = unit_.project.definitionOf(record);
  if (!record || !unit_.isProject(record->getLocation())) return;
  for (const auto& base : record->bases()) {
    const auto* parent = base.getType()->getAsCXXRecordDecl();
    if (parent && !unit_.actorBaseOf(parent)) addFields(actor, parent);
  }
  for (const auto* field : record->fields())
    actor.fields.push_back({unit_.symbolOf(field), unit_.word(typeName(unit_, field->getType())),
                            fieldRole(unit_, field->getType()), field->getType().isConstQualified(),
                            unit_.place(field->getLocation()), statesOf(field->getType())});
}

Actor Actors::describe(const Owner& owner) {
  Actor actor;
  actor.symbol = owner.symbol(unit_);
  actor.library = unit_.use(*owner.base.profile);
  actor.placement = owner.base.base->placement;
  actor.ownLoop = owner.base.base->ownLoop;
  const clang::CXXRecordDecl* record = owner.record;
  if (record) {
    actor.form = ActorForm::actorClass;
    if (const auto* definition = unit_.project.definitionOf(record)) record = definition;
    actor.place = unit_.place(record->getLocation());
    addFields(actor, record);
    for (const auto& base : record->bases()) {
      const auto* parent = base.getType()->getAsCXXRecordDecl();
      if (parent && unit_.isProject(parent->getLocation()) && unit_.actorBaseOf(parent) && !unit_.isActorBase(parent)) {
        actor.bases.push_back(unit_.symbolOf(parent));
        declareIfActor(parent);
      }
    }
  } else {
    const auto* method = dyn_cast<clang::CXXMethodDecl>(owner.function);
    actor.form = method && method->getParent()->isLambda() ? ActorForm::lambda : ActorForm::behaviourFunction;
    const clang::FunctionDecl* definition = unit_.project.definitionOf(owner.function);
    actor.place = unit_.place((definition ? definition : owner.function)->getLocation());
    record = actorParameter(owner.function);
  }
  if (const auto* state = !record ? nullptr : stateRecord(unit_, *owner.base.profile, record)) {
    actor.state = unit_.symbolOf(state);
    addFields(actor, state);
  }
  return actor;
}

void Actors::declare(const Owner& owner) {
  if (!owner) return;
  const auto symbol = static_cast<std::uint32_t>(owner.symbol(unit_));
  if (actors_.contains(symbol)) return;
  const ActorBase& base = *owner.base.base;
  unit_.matched(base.stateClass ? base.start : base.holds.empty() ? base.base : base.holds.front());
  actors_[symbol] = unit_.facts.actors.size();
  unit_.facts.actors.emplace_back();  // taken first: the bases of a class are declared on the way
  Actor actor = describe(owner);
  unit_.facts.actors[actors_[symbol]] = std::move(actor);
  addLifeCycle(owner);
}

/// Constructors, the first turn, the loop and the last turn.
void Actors::addLifeCycle(const Owner& owner) {
  const ActorBase& base = *owner.base.base;
  if (owner.function) {
    passSelf(owner, owner.function);
    handlerOf(owner, owner.function, base.ownLoop ? HandlerKind::body : HandlerKind::init, false);
    return;
  }
  const auto* record = unit_.project.definitionOf(owner.record);
  if (!record) return;
  for (const auto* method : record->methods()) {
    if (method->isImplicit()) continue;  // inherited constructors are there where somebody has needed them
    if (unit_.tableOf(method)) addTable(owner, method);
    if (llvm::isa<clang::CXXConstructorDecl>(method) && base.stateClass) passSelf(owner, method);
    if (llvm::isa<clang::CXXConstructorDecl>(method) && method->isUserProvided())
      handlerOf(owner, method, HandlerKind::init, owner.base.profile->constructorRunsInSpawner);
    else if (isMethodNamed(method, base.setup))
      handlerOf(owner, method, HandlerKind::init, true);
    else if (isMethodNamed(method, base.start))
      handlerOf(owner, method, HandlerKind::init, false);
    else if (isMethodNamed(method, base.run))
      handlerOf(owner, method, HandlerKind::body, false);
    else if (isMethodNamed(method, base.terminate) ||
             (llvm::isa<clang::CXXDestructorDecl>(method) && method->isUserProvided()))
      handlerOf(owner, method, HandlerKind::terminate, false);
    else if (isAction(*owner.base.profile, method))
      addHandler(owner, {method, unit_.functionSymbol(method), unit_.word(method->getNameAsString()),
                         unit_.place(method->getLocation())});
    else if (Annotations::isHandler(method))
      handlerOf(owner, method, HandlerKind::message, false, messageOf(unit_, parameterTypes(method)));
    else
      for (const Hook& hook : base.hooks)
        if (isMethodNamed(method, hook.method))
          handlerOf(owner, method, hook.kind, false, unit_.functionSymbol(method));
  }
}

/// A function of the actor that the library gives the actor as its first argument.
void Actors::passSelf(const Owner& owner, const clang::FunctionDecl* function) {
  if (function->getNumParams() > 0 && unit_.actorBehind(function->getParamDecl(0)->getType()))
    unit_.addFlow({HandleKind::parameter, unit_.functionSymbol(function), 0},
                  {HandleKind::self, owner.symbol(unit_), 0}, unit_.place(function->getLocation()));
}

void Actors::declareSpawned(const SpawnTarget& target, const Profile& profile) {
  if (target.record) return declareIfActor(target.record);
  if (!target.function) return;
  BaseUse base;
  if (target.function->getNumParams() > 0) base = unit_.actorBehind(target.function->getParamDecl(0)->getType());
  if (!base) base = {&profile.actors.back(), &profile};
  declare({nullptr, target.function, base});
}

void Actors::declareIfActor(const clang::CXXRecordDecl* record) {
  if (!record || record->isLambda() || !unit_.isProject(record->getLocation())) return;
  // Where the library is analysed with the project, its base class is still no actor of its own.
  if (const BaseUse base = unit_.actorBaseOf(record); base && !base.base->onceInstalled && !unit_.isActorBase(record))
    declare({record, nullptr, base});
}

void Actors::declareIfBehaviour(const clang::FunctionDecl* function) {
  const auto* method = dyn_cast<clang::CXXMethodDecl>(function);
  if ((method && !method->isStatic()) || !unit_.actorReturning(function->getReturnType())) return;
  declare(ownerOf(unit_, function));
}

void Actors::inherit(const Owner& owner, const Owner& helper) {
  if (!owner || !helper.function) return;
  const Symbol base = helper.symbol(unit_);
  if (base == owner.symbol(unit_)) return;
  declare(owner);
  auto& bases = unit_.facts.actors[actors_[static_cast<std::uint32_t>(owner.symbol(unit_))]].bases;
  if (!llvm::is_contained(bases, base)) bases.push_back(base);
}

Answers Actors::answersOf(const clang::FunctionDecl* body) {
  if (body->getReturnType()->isVoidType()) return Answers::nothing;
  std::vector<const clang::Expr*> values;
  if (const auto* definition = unit_.project.definitionOf(body)) collectReturns(definition->getBody(), values);
  for (const clang::Expr* value : values) {
    const clang::Expr* plain = strip(unit_, value);
    if (const auto* around = dyn_cast<clang::CXXConstructExpr>(plain); around && around->getNumArgs() == 1)
      plain = strip(unit_, around->getArg(0));  // a future or result made from the value
    const auto* record = plain->getType()->getAsCXXRecordDecl();
    if (!record) continue;
    const std::string name = Unit::qualifiedName(record);
    if (const auto* reply = unit_.entryOf(&Profile::replies, &ReplyType::type, name)) return reply->answers;
  }
  if (values.empty())
    if (const auto* record = body->getReturnType()->getAsCXXRecordDecl())
      for (const Profile& profile : unit_.profiles)
        for (const ReplyType& reply : profile.replies)
          if (reply.type == Unit::qualifiedName(record)) return reply.answers;
  return values.empty() ? Answers::unknown : Answers::value;
}

void Actors::handlerOf(const Owner& owner, const clang::FunctionDecl* body, HandlerKind kind, bool spawnerWaits,
                       Symbol message) {
  Handler handler;
  handler.actor = owner.symbol(unit_);
  handler.kind = kind;
  handler.body = unit_.functionSymbol(body);
  handler.spawnerWaits = spawnerWaits;
  const auto* definition = unit_.project.definitionOf(body);
  handler.place = unit_.place((definition ? definition : body)->getSourceRange().getBegin());
  if (kind == HandlerKind::message) {
    std::vector<clang::QualType> elements;
    for (const auto* parameter : body->parameters()) elements.push_back(parameter->getType());
    handler.message = message != Symbol::none ? message : messageOf(unit_, elements);
    handler.answers = answersOf(body);
    for (const clang::QualType element : elements)
      if (unit_.specialisationOf(element, owner.base.profile->promises)) handler.answers = Answers::promise;
    messageHandlers_.insert(static_cast<std::uint32_t>(handler.body));
  }
  if (handlers_.emplace(handler.actor, handler.body, handler.message).second) unit_.facts.handlers.push_back(handler);
}

void Actors::addHandlerWithoutBody(const Owner& owner, Symbol message, Place place) {
  if (!owner || message == Symbol::none) return;
  declare(owner);
  Handler handler;
  handler.actor = owner.symbol(unit_);
  handler.message = message;
  handler.answers = Answers::nothing;
  handler.place = place;
  unit_.facts.handlers.push_back(handler);
}

void Actors::addUnseenHandler(const Owner& owner, HandlerKind kind, Place place) {
  if (!owner) return;
  declare(owner);
  Handler handler;
  handler.actor = owner.symbol(unit_);
  handler.kind = kind;
  handler.place = place;
  unit_.facts.handlers.push_back(handler);
}

void Actors::limit(const Owner& owner, Symbol message) {
  if (!owner) return;
  declare(owner);
  auto& bounded = unit_.facts.actors[actors_[static_cast<std::uint32_t>(owner.symbol(unit_))]].bounded;
  if (!llvm::is_contained(bounded, message)) bounded.push_back(message);
}

void Actors::addHandler(const Owner& owner, const clang::CXXMethodDecl* method, Symbol message) {
  if (!owner) return;
  declare(owner);
  handlerOf(owner, method, HandlerKind::message, false, message);
}

void Actors::addHandler(const Owner& owner, const clang::FunctionDecl* body, std::optional<HandlerKind> kind) {
  if (!owner || !body) return;
  declare(owner);
  if (!kind) {
    kind = HandlerKind::message;
    if (body->getNumParams() >= 1)
      if (const auto* first =
              unwrapped(unit_, body->getParamDecl(0)->getType()).getNonReferenceType()->getAsCXXRecordDecl()) {
        const std::string name = Unit::qualifiedName(first);
        if (const auto* notice = unit_.entryOf(&Profile::notices, &Notice::type, name)) kind = notice->kind;
      }
  }
  handlerOf(owner, body, *kind, false);
  if (const auto* method = dyn_cast<clang::CXXMethodDecl>(body); method && method->getParent()->isLambda())
    addCaptures(owner, method->getParent());
}

void Actors::addHandler(const Owner& owner, const MessageTurn& turn) {
  if (!owner) return;
  declare(owner);
  Handler handler;
  handler.actor = owner.symbol(unit_);
  handler.message = turn.message;
  handler.body = turn.body;
  handler.answers = Answers::nothing;
  handler.place = turn.place;
  handler.strand = turn.binding.strand;
  handler.loose = turn.binding.loose;
  handler.object = turn.binding.object;
  if (handlers_.emplace(handler.actor, handler.body, handler.message).second) unit_.facts.handlers.push_back(handler);
  if (const auto* method = dyn_cast<clang::CXXMethodDecl>(turn.code); method && method->getParent()->isLambda())
    addCaptures(owner, method->getParent());
}

/// What a handler captures, besides handles, is state of the actor.
void Actors::addCaptures(const Owner& owner, const clang::CXXRecordDecl* closure) {
  Actor& actor = unit_.facts.actors[actors_[static_cast<std::uint32_t>(owner.symbol(unit_))]];
  for (const auto& capture : closure->captures()) {
    if (!capture.capturesVariable()) continue;
    const auto* variable = capture.getCapturedVar();
    const Symbol symbol = unit_.symbolOf(variable);
    const bool known = llvm::any_of(actor.fields, [&](const Field& field) { return field.symbol == symbol; });
    if (known || unit_.actorBehind(variable->getType()) || aliasedMember(unit_, variable)) continue;
    const bool keepsValue =
        capture.getCaptureKind() == clang::LCK_ByCopy && closure->getLambdaCallOperator()->isConst();
    const bool points = variable->getType()->isPointerType() || variable->getType()->isReferenceType() ||
                        ownershipOf(unit_, variable->getType()) == Ownership::sharedMutable;
    actor.fields.push_back({symbol, unit_.word(typeName(unit_, variable->getType())),
                            fieldRole(unit_, variable->getType()), keepsValue && !points,
                            unit_.place(capture.getLocation())});
  }
}

}  // namespace dramaturg
