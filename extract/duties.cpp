#include "extract/duties.h"

#include "extract/handles.h"
#include "extract/invocation.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

bool hasRole(Unit& unit, const clang::FunctionDecl* callee, Role role) {
  return callee && llvm::any_of(unit.apisOf(callee), [&](const ApiUse& use) { return use.api->role == role; });
}

/// The type that a wrapper is around: the first type argument of a template.
clang::QualType innerType(clang::QualType type) {
  const auto* special =
      dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!special || special->getTemplateArgs().size() == 0) return {};
  const clang::TemplateArgument& argument = special->getTemplateArgs()[0];
  return argument.getKind() == clang::TemplateArgument::Type ? argument.getAsType() : clang::QualType();
}

/// Who calls a function with a reference to something keeps it, unless it was told to give it up.
DutyForm formOf(const clang::FunctionDecl* function, const clang::ParmVarDecl* parameter) {
  const clang::QualType type = parameter->getType();
  const bool given =
      !type->isReferenceType() || (type->isRValueReferenceType() && function->getReturnType()->isVoidType());
  return given ? DutyForm::parameter : DutyForm::borrowed;
}

/// The variable that a `return` returns as it is.
const clang::DeclRefExpr* returnedReference(Unit& unit, const clang::ReturnStmt* leaves) {
  const clang::Expr* value = leaves->getRetValue() ? strip(unit, leaves->getRetValue()) : nullptr;
  const auto* construct = dyn_cast_or_null<clang::CXXConstructExpr>(value);
  if (construct && construct->getNumArgs() == 1) value = strip(unit, construct->getArg(0));
  return dyn_cast_or_null<clang::DeclRefExpr>(value);
}

/// The statement of a block that an expression is part of; none in a loop, where it happens again.
const clang::Stmt* wholeStatement(llvm::ArrayRef<const clang::Stmt*> ancestors) {
  const clang::Stmt* whole = nullptr;
  const clang::Stmt* below = nullptr;
  for (const clang::Stmt* parent : llvm::reverse(ancestors)) {
    if (isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(parent)) return nullptr;
    if (isa<clang::CompoundStmt>(parent) && !whole) whole = below;
    below = parent;
  }
  return whole;
}

/// Whether one statement has all mentions of a variable, but that it is returned.
struct OtherMentions {
  Unit& unit;
  const clang::VarDecl* holder;
  bool handsOut;  ///< whoever calls the function gets the promise that it returns
  const clang::Stmt* only = nullptr;
  bool sole = true;
  std::vector<const clang::Stmt*> ancestors{};

  void visit(const clang::Stmt* statement) {
    if (!statement || !sole) return;
    if (const auto* leaves = dyn_cast<clang::ReturnStmt>(statement))
      if (const auto* value = returnedReference(unit, leaves); value && value->getDecl() == holder) {
        sole = !handsOut;
        return;
      }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement); reference && reference->getDecl() == holder) {
      const clang::Stmt* whole = wholeStatement(ancestors);
      sole = whole && (!only || whole == only);
      only = whole;
    }
    ancestors.push_back(statement);
    if (const auto* closure = dyn_cast<clang::LambdaExpr>(statement))
      for (const clang::Expr* init : closure->capture_inits()) visit(init);
    else
      for (const clang::Stmt* child : statement->children()) visit(child);
    ancestors.pop_back();
  }
};

}  // namespace

/// What a body does with one holder.
struct Duties::Mentions {
  const clang::VarDecl* holder = nullptr;
  Kind kind = Kind::promise;
  Statements answers;
  Statements returns;                 ///< `return holder;`
  const clang::Stmt* made = nullptr;  ///< the declaration of a local one
  std::vector<const clang::Stmt*> ancestors;
};

Duties::Kind Duties::kindOf(clang::QualType type) {
  type = type.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (!type->isRecordType()) return Kind::none;
  const auto [known, isNew] = kinds_.try_emplace(type.getAsOpaquePtr(), Kind::none);
  if (!isNew) return known->second;
  const Kind kind = classify(type);
  return kinds_[type.getAsOpaquePtr()] = kind;
}

Duties::Kind Duties::classify(clang::QualType type) {
  constexpr int kLayers = 3;
  for (const Profile& profile : unit_.profiles) {
    if (!profile.promises.empty() && unit_.specialisationOf(type, profile.promises)) return Kind::promise;
    clang::QualType layer = type;
    for (int i = 0; i < kLayers && !profile.asks.empty() && !layer.isNull(); ++i, layer = innerType(layer))
      if (const auto* record = layer->getAsCXXRecordDecl())
        if (unit_.entryOf(&Profile::asks, &AskType::type, Unit::qualifiedName(record))) return Kind::request;
  }
  return Kind::none;
}

bool Duties::makes(const clang::VarDecl* variable) {
  if (!variable->getInit() || !variable->hasLocalStorage() || kindOf(variable->getType()) != Kind::promise)
    return false;
  const auto call = invocationOf(strip(unit_, variable->getInit()));
  return call && hasRole(unit_, call->callee, Role::promise);
}

bool Duties::isReading(const clang::NamedDecl* member) {
  const std::string name = Unit::qualifiedName(member);
  for (const Profile& profile : unit_.profiles)
    for (const AskType& ask : profile.asks)
      if (llvm::is_contained(ask.reads, name)) return true;
  return false;
}

/// An actor that ends here leaves nobody waiting without a notice.
bool Duties::ends(const clang::Stmt* statement) {
  const auto* call = dyn_cast<clang::CallExpr>(statement);
  return call && hasRole(unit_, call->getDirectCallee(), Role::quit);
}

void Duties::collect(const clang::Stmt* statement, Mentions& mentions) {
  if (!statement) return;
  if (ends(statement)) mentions.answers.insert(statement);
  if (const auto* declaration = dyn_cast<clang::DeclStmt>(statement))
    for (const clang::Decl* declared : declaration->decls())
      if (declared == mentions.holder) mentions.made = statement;
  if (const auto* leaves = dyn_cast<clang::ReturnStmt>(statement))
    if (const auto* value = returnedReference(unit_, leaves)) mentions.returns.insert(value);
  const auto* reference = dyn_cast<clang::DeclRefExpr>(statement);
  if (reference && reference->getDecl() == mentions.holder) {
    bool reads = false;
    for (const clang::Stmt* parent : llvm::reverse(mentions.ancestors)) {
      if (const auto* member = dyn_cast<clang::MemberExpr>(parent)) reads = reads || isReading(member->getMemberDecl());
      const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(parent);
      const bool same = isa<clang::MemberExpr, clang::CastExpr, clang::ParenExpr>(parent) ||
                        (op && (op->getOperator() == clang::OO_Arrow || op->getOperator() == clang::OO_Star));
      if (reads || !same) break;
    }
    if (!mentions.returns.contains(reference) && !(reads && mentions.kind == Kind::request))
      mentions.answers.insert(reference);
  }
  const auto* closure = dyn_cast<clang::LambdaExpr>(statement);
  mentions.ancestors.push_back(statement);
  if (closure)
    for (const clang::Expr* init : closure->capture_inits()) collect(init, mentions);
  else
    for (const clang::Stmt* child : statement->children()) collect(child, mentions);
  mentions.ancestors.pop_back();
}

void Duties::check(const clang::FunctionDecl* function, const clang::VarDecl* holder, DutyForm form,
                   std::vector<Forgotten>& found) {
  Mentions mentions{holder, kindOf(holder->getType()), {}, {}, nullptr, {}};
  if (const auto* constructor = dyn_cast<clang::CXXConstructorDecl>(function))
    for (const auto* initialiser : constructor->inits()) collect(initialiser->getInit(), mentions);
  if (!mentions.answers.empty()) return;  // a member has it
  collect(function->getBody(), mentions);
  if (form == DutyForm::local ? !mentions.made : !mentions.returns.empty()) return;
  const auto way = wayWithout(function, form == DutyForm::local ? mentions.made : nullptr, mentions.answers);
  if (!way) return;
  Unanswered fact;
  fact.holder = unit_.symbolOf(holder);
  fact.form = form;
  fact.always = way->always;
  fact.made = unit_.place(holder->getLocation());
  for (const clang::Expr* tested : way->decisions) fact.decisions.push_back(unit_.place(tested->getSourceRange()));
  const auto* value = way->leaves ? returnedReference(unit_, way->leaves) : nullptr;
  fact.returned = value && value->getDecl() == holder;
  found.push_back({way->end, std::move(fact)});
}

bool Duties::isSole(const clang::VarDecl* holder, const clang::CXXMethodDecl* lambda) {
  if (holder->isInitCapture()) {
    const auto* made = dyn_cast_or_null<clang::CXXConstructExpr>(holder->getInit()->IgnoreImplicit());
    return made && made->getConstructor()->isMoveConstructor();
  }
  const auto* around = dyn_cast_or_null<clang::FunctionDecl>(lambda->getParent()->getDeclContext());
  if (!around || !around->getBody()) return false;
  const auto* outer = dyn_cast<clang::CXXMethodDecl>(around);
  const bool inLambda = outer && outer->getParent()->isLambda();
  OtherMentions others{unit_, holder, !inLambda && kindOf(around->getReturnType()) == Kind::promise};
  others.visit(around->getBody());
  if (!others.sole || !others.only) return false;
  const bool captured = holder->getDeclContext() != around;
  return !captured || (inLambda && isSole(holder, outer));
}

std::vector<Duties::Forgotten> Duties::forgottenBy(const clang::FunctionDecl* function,
                                                   llvm::ArrayRef<const clang::VarDecl*> locals) {
  std::vector<Forgotten> found;
  if (!llvm::isa_and_nonnull<clang::CompoundStmt>(function->getBody())) return found;
  for (const auto* parameter : function->parameters())
    if (kindOf(parameter->getType()) != Kind::none) check(function, parameter, formOf(function, parameter), found);
  for (const auto* local : locals) check(function, local, DutyForm::local, found);
  const auto* method = dyn_cast<clang::CXXMethodDecl>(function);
  if (!method || !method->getParent()->isLambda()) return found;
  for (const auto& capture : method->getParent()->captures()) {
    if (!capture.capturesVariable() || capture.getCaptureKind() == clang::LCK_ByRef) continue;
    const auto* variable = dyn_cast<clang::VarDecl>(capture.getCapturedVar());
    if (variable && kindOf(variable->getType()) == Kind::promise && isSole(variable, method))
      check(function, variable, DutyForm::capture, found);
  }
  return found;
}

}  // namespace dramaturg
