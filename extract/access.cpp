#include "extract/access.h"

#include "extract/types.h"

#include "llvm/ADT/StringSwitch.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::isa;

/// What an expression does to the object that it starts from.
struct Effect {
  bool reads = false;
  std::optional<WriteKind> writes;
  bool dereferences = false;           ///< touches what the object points to, instead of the object
  bool bindsName = false;              ///< gives it another name; what is done under that name counts there
  const clang::Expr* value = nullptr;  ///< assigns this
};

enum class MethodKind { element, insert, erase, mutate };

MethodKind methodKind(llvm::StringRef name) {
  return llvm::StringSwitch<MethodKind>(name)
      .Cases({"at", "front", "back", "begin", "end", "data", "find", "get", "value", "lower_bound"},
             MethodKind::element)
      .Cases({"upper_bound", "rbegin", "rend", "top", "c_str", "size", "empty", "count"}, MethodKind::element)
      .Cases({"equal_range", "value_or", "has_value", "lock"}, MethodKind::element)
      .Cases({"push_back", "emplace_back", "push", "emplace", "insert", "try_emplace", "push_front"},
             MethodKind::insert)
      .Cases({"insert_or_assign", "append", "emplace_front", "assign"}, MethodKind::insert)
      .Cases({"erase", "clear", "pop", "pop_back", "pop_front", "extract", "remove", "remove_if"}, MethodKind::erase)
      .Default(MethodKind::mutate);
}

bool isMap(const clang::Expr* object) {
  const auto* record = object->getType().getNonReferenceType()->getAsCXXRecordDecl();
  const llvm::StringRef name = record && record->getIdentifier() ? record->getName() : "";
  return name.ends_with("map");
}

/// Calls that make a message or an actor of what they are given: they take references only to copy.
bool copies(Role role) {
  switch (role) {
    case Role::cast:
    case Role::schedule:
    case Role::request:
    case Role::ask:
    case Role::delegate:
    case Role::reply:
    case Role::spawn:
      return true;
    default:
      return false;
  }
}

bool writesThrough(clang::QualType parameter) {
  if (parameter->isReferenceType()) return !parameter->getPointeeType().isConstQualified();
  return false;
}

WriteKind kindOf(MethodKind method) {
  return method == MethodKind::insert  ? WriteKind::insert
         : method == MethodKind::erase ? WriteKind::erase
                                       : WriteKind::mutate;
}

/// Climbs from an expression through its ancestors until something decides what is done to it.
class Climb {
 public:
  Climb(Unit& unit, const clang::Expr* start, llvm::ArrayRef<const clang::Stmt*> ancestors)
      : unit_(unit), expr_(start), ancestors_(ancestors) {}

  Effect effect() {
    while (!decided_ && !ancestors_.empty()) {
      const clang::Stmt* parent = ancestors_.back();
      ancestors_ = ancestors_.drop_back();
      step(parent);
      expr_ = parent;
    }
    if (makesEntry_) {
      // An entry that is given a value was most likely not there; one that is looked at or counted up most likely was.
      if (!effect_.writes) effect_.writes = WriteKind::update;
      if (effect_.writes == WriteKind::assign) effect_.writes = WriteKind::insert;
      effect_.reads = true;
    }
    if (!effect_.writes && !effect_.bindsName) effect_.reads = true;
    return effect_;
  }

 private:
  void decide() { decided_ = true; }
  void write(WriteKind kind, bool reads = false) {
    effect_.writes = kind;
    effect_.reads |= reads;
    decide();
  }

  void step(const clang::Stmt* parent) {
    if (const auto* cast = dyn_cast<clang::CastExpr>(parent)) return stepCast(cast);
    if (isa<clang::ParenExpr, clang::MaterializeTemporaryExpr, clang::CXXBindTemporaryExpr, clang::ExprWithCleanups,
            clang::ArraySubscriptExpr>(parent))
      return;
    if (const auto* member = dyn_cast<clang::MemberExpr>(parent)) return stepMember(member);
    if (const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(parent)) return stepOperator(op);
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(parent)) return stepUnary(unary);
    if (const auto* binary = dyn_cast<clang::BinaryOperator>(parent)) return stepBinary(binary);
    if (const auto* call = dyn_cast<clang::CallExpr>(parent)) return stepCall(call);
    if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(parent)) return stepConstruct(construct);
    if (const auto* declaration = dyn_cast<clang::DeclStmt>(parent)) return stepDeclaration(declaration);
    decide();
  }

  void stepCast(const clang::CastExpr* cast) {
    if (cast->getCastKind() != clang::CK_LValueToRValue) return;
    // The value of a pointer may be loaded only to get at what it points to.
    if (cast->getType()->isPointerType()) return;
    effect_.reads = true;
    decide();
  }

  void stepMember(const clang::MemberExpr* member) {
    if (member->isArrow()) effect_.dereferences = true;
    const auto* method = dyn_cast<clang::CXXMethodDecl>(member->getMemberDecl());
    if (!method) return;
    for (const ApiUse& use : unit_.apisOf(method)) {
      if (use.api->role == Role::enqueue) return write(WriteKind::insert);
      if (use.api->role == Role::dequeue) return write(WriteKind::erase, /*reads=*/true);
    }
    const MethodKind kind = methodKind(method->getIdentifier() ? method->getName() : "");
    if (isa<clang::CXXConversionDecl>(method) || method->isConst() || method->isStatic()) {
      effect_.reads = true;
      return decide();
    }
    if (kind != MethodKind::element) write(kindOf(kind), kind != MethodKind::insert);
  }

  void stepOperator(const clang::CXXOperatorCallExpr* op) {
    if (op->getNumArgs() == 0 || op->getArg(0) != expr_) {
      if (op->getOperator() == clang::OO_Call) return stepCall(op);
      effect_.reads = true;
      return decide();
    }
    switch (op->getOperator()) {
      case clang::OO_Subscript:
        makesEntry_ |= isMap(op->getArg(0));
        return;
      case clang::OO_Star:
      case clang::OO_Arrow:
        effect_.dereferences = true;
        return;
      case clang::OO_Equal:
        return write(WriteKind::assign);
      case clang::OO_PlusEqual:
      case clang::OO_MinusEqual:
      case clang::OO_PlusPlus:
      case clang::OO_MinusMinus:
        return write(WriteKind::update);
      case clang::OO_Call: {
        const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(op->getDirectCallee());
        if (method && !method->isConst()) return write(WriteKind::mutate);
        [[fallthrough]];
      }
      default:
        effect_.reads = true;
        decide();
    }
  }

  void stepUnary(const clang::UnaryOperator* unary) {
    if (unary->isIncrementDecrementOp()) {
      const bool used = !ancestors_.empty() && isa<clang::Expr>(ancestors_.back()) &&
                        !isa<clang::ExprWithCleanups>(ancestors_.back());
      return write(WriteKind::update, used);
    }
    if (unary->getOpcode() == clang::UO_Deref)
      effect_.dereferences = true;
    else if (unary->getOpcode() != clang::UO_AddrOf)
      decide();
  }

  void stepBinary(const clang::BinaryOperator* binary) {
    if (!binary->isAssignmentOp() || binary->getLHS() != expr_) {
      effect_.reads = true;
      return decide();
    }
    if (!binary->isCompoundAssignmentOp()) effect_.value = binary->getRHS();
    write(binary->isCompoundAssignmentOp() ? WriteKind::update : WriteKind::assign);
  }

  void stepCall(const clang::CallExpr* call) {
    if (call->getCallee()->IgnoreParens() == expr_) return;  // yields an element: see what is done to that
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (!callee) return decide();
    for (const ApiUse& use : unit_.apisOf(callee)) {
      if (copies(use.api->role)) {
        effect_.reads = true;
        return decide();
      }
      if (use.api->role == Role::sameHandle) {
        if (use.api->name == "std::move") write(WriteKind::mutate, /*reads=*/true);
        return;
      }
    }
    const unsigned shift = isa<clang::CXXOperatorCallExpr>(call) && isa<clang::CXXMethodDecl>(callee) ? 1 : 0;
    for (unsigned i = shift; i < call->getNumArgs(); ++i)
      if (call->getArg(i) == expr_ && i - shift < callee->getNumParams()) {
        const clang::QualType parameter = callee->getParamDecl(i - shift)->getType();
        const bool pointerOut = parameter->isPointerType() && !parameter->getPointeeType().isConstQualified();
        if (writesThrough(parameter) || (pointerOut && !effect_.dereferences && isAddress()))
          return write(WriteKind::mutate, /*reads=*/true);
      }
    effect_.reads = true;
    decide();
  }

  bool isAddress() const {
    const auto* unary = dyn_cast<clang::UnaryOperator>(expr_);
    return unary && unary->getOpcode() == clang::UO_AddrOf;
  }

  void stepConstruct(const clang::CXXConstructExpr* construct) {
    effect_.reads = true;
    if (construct->getNumArgs() >= 1 && construct->getConstructor()->getNumParams() >= 1 &&
        writesThrough(construct->getConstructor()->getParamDecl(0)->getType()))
      effect_.writes = WriteKind::mutate;
    decide();
  }

  /// `auto& name = object.part;`
  void stepDeclaration(const clang::DeclStmt* declaration) {
    for (const auto* declared : declaration->decls())
      if (const auto* variable = dyn_cast<clang::VarDecl>(declared))
        if (variable->getInit() && !variable->isImplicit() && (variable->getType()->isReferenceType() || isAddress()))
          effect_.bindsName = true;
    if (!effect_.bindsName) effect_.reads = true;
    decide();
  }

  Unit& unit_;
  const clang::Stmt* expr_;
  llvm::ArrayRef<const clang::Stmt*> ancestors_;
  Effect effect_;
  bool makesEntry_ = false;  ///< a subscript of a map is on the way
  bool decided_ = false;
};

/// The enumerator or truth value that an expression is.
Symbol plainValue(Unit& unit, const clang::Expr* value) {
  if (!value) return Symbol::none;
  value = value->IgnoreParenImpCasts();
  if (const auto* truth = dyn_cast<clang::CXXBoolLiteralExpr>(value))
    return unit.word(truth->getValue() ? "true" : "false");
  const auto* reference = dyn_cast<clang::DeclRefExpr>(value);
  return reference && isa<clang::EnumConstantDecl>(reference->getDecl()) ? unit.symbolOf(reference->getDecl())
                                                                         : Symbol::none;
}

void recordState(Recorder& recorder, Symbol field, const clang::Expr* at, const Effect& effect) {
  if (effect.reads) recorder.emit(at->getSourceRange(), StateRead{field});
  if (effect.writes)
    recorder.emit(at->getSourceRange(), StateWrite{field, *effect.writes, plainValue(recorder.unit, effect.value)});
}

void recordGlobal(Recorder& recorder, const clang::VarDecl* variable, const clang::Expr* at, const Effect& effect) {
  Unit& unit = recorder.unit;
  if (!unit.isProject(variable->getLocation()) || variable->getType().isConstQualified() || variable->isConstexpr())
    return;
  const auto* record = variable->getType().getNonReferenceType()->getAsCXXRecordDecl();
  const bool atomic = record && record->getIdentifier() && record->getName() == "atomic";
  const bool safe = variable->getTLSKind() != clang::VarDecl::TLS_None || atomic ||
                    fieldRole(unit, variable->getType()) == FieldRole::synchronisation;
  recorder.emit(at->getSourceRange(), GlobalAccess{unit.symbolOf(variable), effect.writes.has_value(), safe});
}

/// Whether this names memory that others may reach as well.
bool isShared(Unit& unit, clang::QualType type) {
  const clang::QualType value = type.getNonReferenceType();
  if (value->isPointerType() && (value->getPointeeType()->isCharType() || value->getPointeeType()->isPointerType()))
    return false;  // text, and arguments of `main`
  if (unit.actorBehind(value) || carriesHandle(unit, value)) return false;
  const Ownership ownership = ownershipOf(unit, value);
  return ownership == Ownership::sharedMutable || ownership == Ownership::rawPointer;
}

/// The outermost member of the project on the way from the object: `state.table` of `self->state.table[i].x`.
const clang::FieldDecl* outermostField(Unit& unit, const clang::MemberExpr* member) {
  const clang::FieldDecl* found = nullptr;
  for (const clang::Expr* at = member; const auto* part = dyn_cast<clang::MemberExpr>(at);) {
    if (const auto* field = dyn_cast<clang::FieldDecl>(part->getMemberDecl());
        field && unit.isProject(field->getLocation()))
      found = field;
    at = part->getBase()->IgnoreParenImpCasts();
  }
  return found;
}

/// Members of plain local objects are nobody's state.
bool ofLocalObject(const clang::MemberExpr* member) {
  const clang::Expr* base = member->getBase()->IgnoreParenImpCasts();
  while (const auto* inner = dyn_cast<clang::MemberExpr>(base)) base = inner->getBase()->IgnoreParenImpCasts();
  const auto* reference = dyn_cast<clang::DeclRefExpr>(base);
  const auto* variable = reference ? dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  if (!variable || reference->refersToEnclosingVariableOrCapture()) return false;
  return variable->hasLocalStorage() && !variable->getType()->isReferenceType() &&
         !variable->getType()->isPointerType();
}

}  // namespace

void recordAccess(Recorder& recorder, const clang::DeclRefExpr* reference) {
  Unit& unit = recorder.unit;
  const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
  if (!variable && !isa<clang::BindingDecl>(reference->getDecl())) return;
  const Effect effect = Climb(unit, reference, recorder.ancestors()).effect();
  if (variable && variable->hasGlobalStorage()) return recordGlobal(recorder, variable, reference, effect);
  if (const auto* member = aliasedMember(unit, reference->getDecl())) {
    const bool copy = variable && !variable->getType()->isReferenceType() && !effect.dereferences;
    const auto* field = outermostField(unit, member);
    if (field && !copy && !ofLocalObject(member)) return recordState(recorder, unit.symbolOf(field), reference, effect);
    if (!copy) return;  // another name of the whole state: the members say what is done
  }
  const clang::ValueDecl* decl = reference->getDecl();
  if (isShared(unit, decl->getType()) && !recorder.claimed(reference))
    recorder.emit(reference->getSourceRange(),
                  SharedAccess{holderOf(unit, decl), effect.dereferences && effect.writes.has_value()});
  if (reference->refersToEnclosingVariableOrCapture() && !unit.actorBehind(decl->getType()))
    recordState(recorder, unit.symbolOf(decl), reference, effect);
}

void recordAccess(Recorder& recorder, const clang::MemberExpr* member) {
  Unit& unit = recorder.unit;
  const auto* field = dyn_cast<clang::FieldDecl>(member->getMemberDecl());
  if (!field || !unit.isProject(field->getLocation()) || ofLocalObject(member)) return;
  const Effect effect = Climb(unit, member, recorder.ancestors()).effect();
  if (isShared(unit, field->getType()) && !recorder.claimed(member))
    recorder.emit(member->getSourceRange(),
                  SharedAccess{holderOf(unit, field), effect.dereferences && effect.writes.has_value()});
  recordState(recorder, unit.symbolOf(field), member, effect);
}

}  // namespace dramaturg
