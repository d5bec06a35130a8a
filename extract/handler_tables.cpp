// Handlers that a switch over the messages of an envelope calls, as macros write it.
#include "extract/actors.h"
#include "extract/types.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

/// The class behind pointers and references of all kinds.
const clang::CXXRecordDecl* behind(clang::QualType type) {
  type = type.getNonReferenceType();
  if (const auto* record = type->getPointeeCXXRecordDecl()) return record;
  const auto* record = type->getAsCXXRecordDecl();
  const auto* smart = dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
  if (!smart || smart->getTemplateArgs().size() == 0) return record;
  const auto& argument = smart->getTemplateArgs()[0];
  return argument.getKind() == clang::TemplateArgument::Type ? argument.getAsType()->getAsCXXRecordDecl() : record;
}

template <class Node>
const Node* firstIn(const clang::Stmt* statement, bool (*fits)(const Node*)) {
  if (!statement) return nullptr;
  if (const auto* node = dyn_cast<Node>(statement); node && fits(node)) return node;
  for (const clang::Stmt* child : statement->children())
    if (const auto* found = firstIn<Node>(child, fits)) return found;
  return nullptr;
}

bool isOnThis(const clang::CXXMemberCallExpr* call) {
  return llvm::isa<clang::CXXThisExpr>(call->getImplicitObjectArgument()->IgnoreParenImpCasts());
}
bool isName(const clang::DeclRefExpr* reference) {
  return llvm::isa<clang::VarDecl, clang::EnumConstantDecl>(reference->getDecl());
}

/// `Message::Number` as a case says it: the class that is spelled there, not the base that has the constant.
const clang::CXXRecordDecl* messageNamed(const clang::DeclRefExpr* name, const HandlerTable& table) {
  if (!name->getDecl()->getIdentifier() || name->getDecl()->getName() != table.number) return nullptr;
  const clang::NestedNameSpecifier before = name->getQualifier();
  return before.getKind() == clang::NestedNameSpecifier::Kind::Type ? before.getAsType()->getAsCXXRecordDecl()
                                                                    : nullptr;
}

void collectCases(const clang::Stmt* statement, std::vector<const clang::CaseStmt*>& cases) {
  if (!statement) return;
  if (const auto* one = dyn_cast<clang::CaseStmt>(statement)) cases.push_back(one);
  for (const clang::Stmt* child : statement->children()) collectCases(child, cases);
}

}  // namespace

const HandlerTable* Unit::tableOf(const clang::FunctionDecl* function) const {
  if (function->getNumParams() != 1 || !llvm::isa<clang::CXXMethodDecl>(function)) return nullptr;
  for (const Profile& profile : profiles)
    for (const HandlerTable& table : profile.tables)
      if (const auto* envelope = behind(function->getParamDecl(0)->getType());
          envelope && qualifiedName(envelope) == table.envelope)
        return &table;
  return nullptr;
}

void Actors::addTable(const Owner& owner, const clang::CXXMethodDecl* method) {
  const auto* definition = unit_.project.definitionOf(method);
  std::vector<const clang::CaseStmt*> cases;
  if (definition) collectCases(definition->getBody(), cases);
  for (const clang::CaseStmt* one : cases) {
    const auto* name = firstIn<clang::DeclRefExpr>(one->getLHS(), isName);
    const auto* call = firstIn<clang::CXXMemberCallExpr>(one->getSubStmt(), isOnThis);
    const auto* handler = call ? call->getMethodDecl() : nullptr;
    if (!name || !handler || !unit_.isProject(handler->getLocation())) continue;
    const auto* message = messageNamed(name, *unit_.tableOf(method));
    const std::string said =
        Unit::qualifiedName(message ? static_cast<const clang::NamedDecl*>(message) : name->getDecl());
    HandlerKind kind = HandlerKind::message;
    for (const Notice& notice : owner.base.profile->notices)
      if (notice.type == said) unit_.matched(notice.type), kind = notice.kind;
    const Symbol symbol = message ? messageOf(unit_, {unit_.ast.getCanonicalTagType(message)}) : unit_.word(said);
    handlerOf(owner, handler, kind, false, symbol);
  }
}

}  // namespace dramaturg
