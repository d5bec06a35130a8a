#include "extract/values.h"

#include "extract/handles.h"
#include "extract/types.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

#include <cmath>
#include <limits>

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

/// Milliseconds per tick of `std::chrono::duration<Rep, std::ratio<N, D>>`.
std::optional<double> tickOf(clang::QualType type) {
  const auto* special = dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!special || Unit::qualifiedName(special) != "std::chrono::duration") return std::nullopt;
  const auto& arguments = special->getTemplateArgs();
  if (arguments.size() < 2 || arguments[1].getKind() != clang::TemplateArgument::Type) return std::nullopt;
  const auto* ratio =
      dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(arguments[1].getAsType()->getAsCXXRecordDecl());
  if (!ratio || ratio->getTemplateArgs().size() < 2) return std::nullopt;
  const auto numerator = ratio->getTemplateArgs()[0].getAsIntegral().getExtValue();
  const auto denominator = ratio->getTemplateArgs()[1].getAsIntegral().getExtValue();
  return 1000.0 * static_cast<double>(numerator) / static_cast<double>(denominator);
}

std::optional<std::int64_t> countOf(const clang::APValue& value) {
  if (value.isInt()) return value.getInt().getExtValue();
  if (value.isFloat()) {
    llvm::APSInt whole(64, /*isUnsigned=*/false);
    bool exact = false;
    value.getFloat().convertToInteger(whole, llvm::APFloat::rmTowardZero, &exact);
    return whole.getExtValue();
  }
  if (value.isStruct() && value.getStructNumFields() >= 1) return countOf(value.getStructField(0));
  return std::nullopt;
}

std::optional<std::int64_t> evaluated(Unit& unit, const clang::Expr* expr) {
  if (expr->isValueDependent() || expr->isTypeDependent()) return std::nullopt;
  clang::Expr::EvalResult result;
  if (!expr->EvaluateAsRValue(result, unit.ast) || result.HasSideEffects) return std::nullopt;
  return countOf(result.Val);
}

/// A floating-point constant.
std::optional<double> fraction(Unit& unit, const clang::Expr* expr) {
  clang::Expr::EvalResult result;
  if (!expr->getType()->isFloatingType() || expr->isValueDependent()) return std::nullopt;
  if (!expr->EvaluateAsRValue(result, unit.ast) || result.HasSideEffects || !result.Val.isFloat()) return std::nullopt;
  llvm::APFloat value = result.Val.getFloat();
  bool exact = false;
  value.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven, &exact);
  return value.convertToDouble();
}

/// A variable's initialiser, when the variable keeps it.
const clang::Expr* keptInitialiser(const clang::Expr* expr) {
  const auto* reference = dyn_cast<clang::DeclRefExpr>(expr);
  const auto* variable = reference ? dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  if (!variable || isa<clang::ParmVarDecl>(variable) || !variable->getType().isConstQualified()) return nullptr;
  return variable->getAnyInitializer();
}

/// Constructs a duration type that a library has of its own.
bool isLibraryDuration(Unit& unit, const clang::CXXConstructExpr* construct) {
  const std::string name = Unit::qualifiedName(construct->getConstructor()->getParent());
  return unit.listing(&Profile::durations, name) != nullptr;
}

/// Down to what was written: no conversion into the library's own duration type.
const clang::Expr* written(Unit& unit, const clang::Expr* expr) {
  for (;;) {
    expr = strip(unit, expr);
    const auto* construct = dyn_cast<clang::CXXConstructExpr>(expr);
    if (!construct || construct->getNumArgs() != 1 || !isLibraryDuration(unit, construct)) return expr;
    expr = construct->getArg(0);
  }
}

bool isDefaultDuration(Unit& unit, const clang::Expr* expr) {
  const auto* construct = dyn_cast<clang::CXXConstructExpr>(expr);
  return construct && construct->getNumArgs() == 0 && isLibraryDuration(unit, construct);
}

double millisecondsPer(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::nanoseconds:
      return 1e-6;
    case TimeUnit::microseconds:
      return 1e-3;
    case TimeUnit::seconds:
      return 1000;
    default:
      return 1;
  }
}

/// Calls that make a new text or number out of others.
void collectSources(const clang::Stmt* statement, std::vector<const clang::ValueDecl*>& sources, bool& computes) {
  if (!statement) return;
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement)) {
    if (isa<clang::VarDecl, clang::BindingDecl>(reference->getDecl())) sources.push_back(reference->getDecl());
  } else if (const auto* member = dyn_cast<clang::MemberExpr>(statement)) {
    if (isa<clang::FieldDecl>(member->getMemberDecl())) sources.push_back(member->getMemberDecl());
  }
  if (isa<clang::CallExpr, clang::BinaryOperator>(statement)) computes = true;
  for (const clang::Stmt* child : statement->children()) collectSources(child, sources, computes);
}

/// The container whose size or end a comparison looks at.
const clang::Expr* containerIn(const clang::Expr* side) {
  side = side->IgnoreParenImpCasts();
  if (const auto* call = dyn_cast<clang::CXXMemberCallExpr>(side)) {
    const auto* method = call->getMethodDecl();
    const llvm::StringRef name = method && method->getIdentifier() ? method->getName() : "";
    const bool measures = name == "size" || name == "length" || name == "end" || name == "cend";
    return measures ? call->getImplicitObjectArgument() : nullptr;
  }
  if (!isa<clang::BinaryOperator, clang::CXXOperatorCallExpr>(side)) return nullptr;
  for (const clang::Stmt* operand : side->children())
    if (const auto* expr = dyn_cast_or_null<clang::Expr>(operand))
      if (const auto* found = containerIn(expr)) return found;
  return nullptr;
}

/// A counting `for`: so many times, or as often as a container or a number of the run says.
Loop countingLoop(Unit& unit, const clang::ForStmt* loop, Loop result) {
  const clang::Expr* condition = loop->getCond()->IgnoreParenImpCasts();
  if (const auto* cleanups = dyn_cast<clang::ExprWithCleanups>(condition))
    condition = cleanups->getSubExpr()->IgnoreParenImpCasts();
  const auto* compare = dyn_cast<clang::BinaryOperator>(condition);
  const auto* declared = dyn_cast_or_null<clang::DeclStmt>(loop->getInit());
  const auto* counter =
      declared && declared->isSingleDecl() ? dyn_cast<clang::VarDecl>(declared->getSingleDecl()) : nullptr;
  if (compare && compare->isComparisonOp() && counter && counter->getInit()) {
    const auto limit = constantOf(unit, compare->getRHS());
    const auto start = constantOf(unit, counter->getInit());
    if (limit && start) {
      result.kind = LoopKind::constant;
      result.count = static_cast<std::uint64_t>(std::abs(*limit - *start));
      return result;
    }
  }
  const clang::Expr* container = containerIn(condition);
  const bool counts = compare && compare->isComparisonOp() && counter && loop->getInc();
  if (!container && !counts) return result;
  result.kind = LoopKind::container;
  result.over = unit.word(unit.text(container ? container : compare->getRHS()));
  return result;
}

bool leaves(const clang::Stmt* statement) {
  if (!statement) return false;
  if (isa<clang::BreakStmt, clang::ReturnStmt, clang::GotoStmt, clang::CXXThrowExpr, clang::CoreturnStmt>(statement))
    return true;
  if (isa<clang::LambdaExpr>(statement)) return false;
  return llvm::any_of(statement->children(), leaves);
}

/// The container that a condition wants not to be empty.
const clang::Expr* drained(const clang::Expr* condition) {
  condition = condition->IgnoreParenImpCasts();
  if (const auto* both = dyn_cast<clang::BinaryOperator>(condition); both && both->getOpcode() == clang::BO_LAnd) {
    const clang::Expr* left = drained(both->getLHS());
    return left ? left : drained(both->getRHS());
  }
  const auto* negation = dyn_cast<clang::UnaryOperator>(condition);
  if (!negation || negation->getOpcode() != clang::UO_LNot) return nullptr;
  const auto* call = dyn_cast<clang::CXXMemberCallExpr>(negation->getSubExpr()->IgnoreParenImpCasts());
  const auto* method = call ? call->getMethodDecl() : nullptr;
  const bool asks = method && method->getIdentifier() && method->getName() == "empty";
  return asks ? call->getImplicitObjectArgument() : nullptr;
}

/// Whether the body takes elements out of the container, and puts none in.
bool onlyTakesOut(Unit& unit, const clang::Expr* container, const clang::Stmt* body) {
  const std::string name = unit.text(container);
  bool takes = false;
  bool puts = false;
  const auto look = [&](const clang::Stmt* statement, auto& self) -> void {
    if (!statement) return;
    if (const auto* call = dyn_cast<clang::CXXMemberCallExpr>(statement); call && call->getMethodDecl()) {
      const auto* method = call->getMethodDecl();
      const llvm::StringRef does = method->getIdentifier() ? method->getName() : "";
      const bool same = unit.text(call->getImplicitObjectArgument()) == name;
      takes |= same && (does.starts_with("pop") || does == "erase" || does == "clear");
      puts |= same && (does.starts_with("push") || does.starts_with("emplace") || does == "insert");
    }
    for (const clang::Stmt* child : statement->children()) self(child, self);
  };
  look(body, look);
  return takes && !puts;
}

Loop conditionLoop(Unit& unit, const clang::Expr* condition, const clang::Stmt* body, Loop result) {
  if (const auto* container = condition ? drained(condition) : nullptr;
      container && onlyTakesOut(unit, container, body)) {
    result.kind = LoopKind::container;
    result.over = unit.word(unit.text(container));
    return result;
  }
  const auto value = condition ? constantOf(unit, condition) : std::optional<std::int64_t>(1);
  if (value && *value != 0 && !leaves(body)) result.kind = LoopKind::infinite;
  return result;
}

}  // namespace

bool isNever(Unit& unit, const clang::Expr* expr) {
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(expr); construct && construct->getNumArgs() == 1)
    return isNever(unit, strip(unit, construct->getArg(0)));
  const auto* reference = dyn_cast<clang::DeclRefExpr>(expr);
  if (!reference) return false;
  const std::string name = Unit::qualifiedName(reference->getDecl());
  return unit.listing(&Profile::never, name) != nullptr;
}

std::optional<std::int64_t> constantOf(Unit& unit, const clang::Expr* expr) {
  expr = strip(unit, expr);
  if (!expr) return std::nullopt;
  if (const auto value = evaluated(unit, expr)) return value;
  const clang::Expr* kept = keptInitialiser(expr);
  return kept ? constantOf(unit, kept) : std::nullopt;
}

Bound boundOf(Unit& unit, const clang::Expr* expr, TimeUnit unitOfNumbers) {
  Bound bound;
  if (!expr) return bound;
  bound.place = unit.place(expr->getSourceRange());
  const clang::Expr* value = written(unit, expr);
  if (isNever(unit, value) || isDefaultDuration(unit, value)) {
    bound.kind = BoundKind::none;
    return bound;
  }
  const auto tick = tickOf(value->getType());
  const auto count = evaluated(unit, value);
  if (const auto seconds = tick ? std::nullopt : fraction(unit, value)) {
    bound.kind = *seconds < 0 ? BoundKind::none : BoundKind::constant;
    bound.milliseconds = static_cast<std::int64_t>(std::ceil(std::max(0.0, *seconds) * millisecondsPer(unitOfNumbers)));
    return bound;
  }
  if (count && (tick || value->getType()->isIntegralOrEnumerationType())) {
    if (!tick && *count < 0) return bound.kind = BoundKind::none, bound;  // -1: for ever, by convention
    if (unitOfNumbers == TimeUnit::ticks && !tick && *count != 0) return bound.kind = BoundKind::expression, bound;
    bound.kind = *count >= std::numeric_limits<std::int64_t>::max() / 2 ? BoundKind::none : BoundKind::constant;
    const double milliseconds = static_cast<double>(*count) * tick.value_or(millisecondsPer(unitOfNumbers));
    bound.milliseconds = bound.kind == BoundKind::none ? 0 : static_cast<std::int64_t>(milliseconds);
    if (*count > 0 && bound.milliseconds == 0 && bound.kind == BoundKind::constant) bound.milliseconds = 1;
    return bound;
  }
  if (const clang::Expr* kept = keptInitialiser(value)) {
    const Place here = bound.place;
    bound = boundOf(unit, kept, unitOfNumbers);
    bound.place = here;
    return bound;
  }
  bound.kind = BoundKind::expression;
  return bound;
}

NameValue nameOf(Unit& unit, const clang::Expr* expr) {
  NameValue value;
  const clang::Expr* name = strip(unit, expr);
  if (!name) return value;
  if (const auto* literal = dyn_cast<clang::StringLiteral>(name))
    return {NameKind::literal, unit.word(literal->getString().str()), Symbol::none};
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(name); construct && construct->getNumArgs() >= 1)
    return nameOf(unit, construct->getArg(0));
  if (evaluated(unit, name)) return {NameKind::constant, unit.word(unit.text(name)), Symbol::none};
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(name)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    const bool kept = variable && variable->getInit() && !isa<clang::ParmVarDecl>(variable);
    if (kept) return nameOf(unit, variable->getInit());
  }
  std::vector<const clang::ValueDecl*> sources;
  bool computes = false;
  collectSources(name, sources, computes);
  value.kind = computes && !sources.empty() ? NameKind::computed : NameKind::unknown;
  value.name = unit.word(unit.text(name));
  std::string words;
  for (const clang::ValueDecl* source : sources) {
    const std::string quoted = "`" + source->getNameAsString() + "`";
    if (words.find(quoted) == std::string::npos) words += (words.empty() ? "" : ", ") + quoted;
  }
  if (!words.empty()) value.derivedFrom = unit.word(words);
  return value;
}

Loop loopOf(Unit& unit, const clang::Stmt* statement) {
  Loop loop;
  loop.place = unit.place(statement->getBeginLoc());
  if (const auto* range = dyn_cast<clang::CXXForRangeStmt>(statement)) {
    const clang::Expr* over = range->getRangeInit();
    loop.kind = LoopKind::container;
    loop.over = unit.word(unit.text(over));
    const auto type = over->getType().getNonReferenceType();
    if (const auto* array = unit.ast.getAsConstantArrayType(type)) {
      loop.kind = LoopKind::constant;
      loop.count = array->getSize().getZExtValue();
    } else if (const auto* special =
                   dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
               special && Unit::qualifiedName(special) == "std::array" && special->getTemplateArgs().size() == 2) {
      loop.kind = LoopKind::constant;
      loop.count = special->getTemplateArgs()[1].getAsIntegral().getZExtValue();
    }
    return loop;
  }
  if (const auto* loopFor = dyn_cast<clang::ForStmt>(statement)) {
    if (!loopFor->getCond()) return conditionLoop(unit, nullptr, loopFor->getBody(), loop);
    return countingLoop(unit, loopFor, loop);
  }
  if (const auto* loopWhile = dyn_cast<clang::WhileStmt>(statement))
    return conditionLoop(unit, loopWhile->getCond(), loopWhile->getBody(), loop);
  if (const auto* loopDo = dyn_cast<clang::DoStmt>(statement))
    return conditionLoop(unit, loopDo->getCond(), loopDo->getBody(), loop);
  return loop;
}

}  // namespace dramaturg
