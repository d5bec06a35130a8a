#include "extract/spawn_groups.h"

#include "extract/handles.h"
#include "extract/types.h"

#include "clang/AST/StmtCXX.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

/// A lambda is known by its closure: each instantiation of a generic one is the same code.
const clang::Decl* identity(const clang::FunctionDecl* body) {
  const auto* method = dyn_cast<clang::CXXMethodDecl>(body);
  if (method && method->getParent()->isLambda()) return method->getParent();
  return body->getCanonicalDecl();
}

/// The variable that an object is, or is reached through: `group.spawn()`, `group->spawn()`.
const clang::VarDecl* variableOf(Unit& unit, const clang::Expr* object) {
  for (int hops = 0; object && hops < 32; ++hops) {
    object = strip(unit, object);
    if (const auto* reference = dyn_cast_or_null<clang::DeclRefExpr>(object))
      return dyn_cast<clang::VarDecl>(reference->getDecl());
    if (const auto* member = dyn_cast_or_null<clang::CXXMemberCallExpr>(object))
      object = member->getImplicitObjectArgument();  // a chain of options
    else if (const auto* op = dyn_cast_or_null<clang::CXXOperatorCallExpr>(object))
      object = op->getNumArgs() ? op->getArg(0) : nullptr;
    else if (const auto* unary = dyn_cast_or_null<clang::UnaryOperator>(object))
      object = unary->getSubExpr();
    else
      return nullptr;
  }
  return nullptr;
}

const Api* apiWithRole(Unit& unit, const clang::FunctionDecl* callee, Role role) {
  for (const ApiUse& use : unit.apisOf(callee))
    if (use.api->role == role) return use.api;
  return nullptr;
}

}  // namespace

void SpawnGroups::add(const Invocation& call, const Api& api) {
  const Group group = describe(call, api);
  for (const clang::Expr* argument : call.arguments)
    if (const auto* body = bodyOf(unit_, argument)) byBody_[identity(body)] = group;
}

void SpawnGroups::place(const Invocation& making, const Invocation& call) {
  placed_[making.expr] = placementIn(call.arguments);
}

void SpawnGroups::complete(const clang::FunctionDecl* around, const Invocation& call, const Api& api, Spawn& spawn) {
  // What belongs to the actor's constructor says nothing of this actor's place.
  const llvm::ArrayRef<const clang::Expr*> all = call.arguments;
  const auto own = api.made == kAbsent ? all.take_front(static_cast<std::size_t>(std::max(api.payload, 0))) : all;
  if (const Placement placement = placementIn(own); placement != Placement::unknown) spawn.placement = placement;
  if (const auto placed = placed_.find(call.expr); placed != placed_.end()) spawn.placement = placed->second;
  const clang::VarDecl* variable = api.inGroup && call.object ? variableOf(unit_, call.object) : nullptr;
  const std::optional<Group> group = variable ? groupOf(variable) : std::nullopt;
  spawn.inGroup = api.inGroup && !group;
  if (spawn.inGroup && spawn.placement == Placement::unknown && api.placement != Placement::unknown)
    spawn.placement = api.placement;
  if (!group) return;
  spawn.linked |= group->linked;
  spawn.byActor |= group->linked;
  spawn.monitored |= isWatched(around, variable);
  if (spawn.placement == Placement::unknown) spawn.placement = group->placement;
  if (group->alone != Placement::unknown && spawnsOnlyOne(around, variable)) spawn.placement = group->alone;
}

SpawnGroups::Group SpawnGroups::describe(const Invocation& call, const Api& api) {
  Group group;
  group.linked = api.linked;
  group.alone = api.alone;
  if (!api.parent.empty())
    group.linked |= llvm::any_of(call.arguments, [&](const clang::Expr* argument) {
      return unit_.specialisationOf(argument->getType(), {api.parent}) != nullptr;
    });
  group.placement = placementIn(call.arguments);
  return group;
}

std::optional<SpawnGroups::Group> SpawnGroups::groupOf(const clang::VarDecl* variable) {
  if (isa<clang::ParmVarDecl>(variable)) {
    const auto* function = dyn_cast<clang::FunctionDecl>(variable->getDeclContext());
    const auto known = function ? byBody_.find(identity(function)) : byBody_.end();
    return known == byBody_.end() ? std::nullopt : std::optional(known->second);
  }
  // What starts the group may be the first of a chain of options.
  for (const clang::Expr* made = variable->getInit(); made;) {
    const auto call = invocationOf(strip(unit_, made));
    if (!call) break;
    if (const Api* api = apiWithRole(unit_, call->callee, Role::spawnGroup)) return describe(*call, *api);
    made = call->object;
  }
  return std::nullopt;
}

bool SpawnGroups::spawnsOnlyOne(const clang::FunctionDecl* around, const clang::VarDecl* group) {
  unsigned spawns = 0;
  unsigned used = 0;       // as the object of a call
  unsigned mentioned = 0;  // at all
  bool inLoop = false;
  const auto look = [&](const clang::Stmt* statement, bool loop, auto& self) -> void {
    if (!statement) return;
    loop |= isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt, clang::LambdaExpr>(statement);
    const auto* reference = dyn_cast<clang::DeclRefExpr>(statement);
    if (reference && reference->getDecl() == group) ++mentioned;
    if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(statement); member && member->getMethodDecl()) {
      const clang::Expr* object = member->getImplicitObjectArgument();
      const bool direct = !isa<clang::CXXMemberCallExpr>(strip(unit_, object));
      const bool ofGroup = variableOf(unit_, object) == group;
      used += ofGroup && direct;
      const bool spawning = ofGroup && apiWithRole(unit_, member->getMethodDecl(), Role::spawn);
      spawns += spawning;
      inLoop |= spawning && loop;
    }
    for (const clang::Stmt* child : statement->children()) self(child, loop, self);
  };
  look(around->getBody(), false, look);
  return spawns == 1 && !inLoop && used == mentioned;
}

bool SpawnGroups::isWatched(const clang::FunctionDecl* around, const clang::VarDecl* group) {
  const auto watches = [&](const clang::Stmt* statement, auto& self) -> bool {
    if (!statement) return false;
    const auto* expr = dyn_cast<clang::CallExpr>(statement);
    const auto call = expr ? invocationOf(expr) : std::nullopt;
    if (call && call->object && apiWithRole(unit_, call->callee, Role::watchGroup) &&
        variableOf(unit_, call->object) == group)
      return true;
    return llvm::any_of(statement->children(), [&](const clang::Stmt* child) { return self(child, self); });
  };
  return watches(around->getBody(), watches);
}

Placement SpawnGroups::placementIn(llvm::ArrayRef<const clang::Expr*> arguments) {
  for (const clang::Expr* argument : arguments)
    if (const Placement placement = placementOf(argument); placement != Placement::unknown) return placement;
  return Placement::unknown;
}

Placement SpawnGroups::placementOf(const clang::Expr* expr) {
  if (!isPlacer(unit_, expr->getType())) return Placement::unknown;
  expr = strip(unit_, expr);
  if (const auto call = invocationOf(expr)) {
    const Api* api = apiWithRole(unit_, call->callee, Role::placement);
    return api && api->placement != Placement::unknown ? api->placement : Placement::elsewhere;
  }
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(expr)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    if (variable && variable->getInit() && !isa<clang::ParmVarDecl>(variable)) return placementOf(variable->getInit());
  }
  return Placement::elsewhere;
}

}  // namespace dramaturg
