#include "extract/instantiations.h"

#include "clang/AST/ExprCXX.h"

#include <utility>

namespace dramaturg {

using llvm::dyn_cast;

namespace {

bool isInstantiation(const clang::FunctionDecl* function) {
  return function->getTemplateInstantiationPattern() != nullptr;
}

}  // namespace

bool isImplicitInstantiation(const clang::FunctionDecl* function) {
  return isInstantiation(function) &&
         function->getTemplateSpecializationKind() != clang::TSK_ExplicitInstantiationDefinition;
}

std::vector<const clang::FunctionDecl*> Instantiations::take() { return std::exchange(found_, {}); }

void Instantiations::mentionedBelow(const clang::Stmt* statement) {
  if (!statement) return;
  mentionedIn(statement);
  for (const clang::Stmt* child : statement->children()) mentionedBelow(child);
}

void Instantiations::mentionedIn(const clang::Stmt* statement) {
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement)) {
    see(reference->getDecl());
    if (const auto* function = dyn_cast<clang::FunctionDecl>(reference->getDecl())) addFunction(function);
  } else if (const auto* member = dyn_cast<clang::MemberExpr>(statement)) {
    see(member->getMemberDecl());
    if (const auto* function = dyn_cast<clang::FunctionDecl>(member->getMemberDecl())) addFunction(function);
  } else if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(statement)) {
    see(construct->getConstructor());
    addFunction(construct->getConstructor());
    addType(construct->getType(), Use::own);
  } else if (const auto* standard = dyn_cast<clang::CXXDefaultArgExpr>(statement)) {
    mentionedBelow(standard->getExpr());
  } else if (const auto* initial = dyn_cast<clang::CXXDefaultInitExpr>(statement)) {
    mentionedBelow(initial->getExpr());
  }
}

void Instantiations::see(const clang::NamedDecl* declaration) {
  if (!stray_.empty() || project_.inUnit(declaration->getLocation())) return;
  const auto declaredIn = [this](const clang::Decl* one) { return project_.inUnit(one->getLocation()); };
  if (!llvm::any_of(declaration->redecls(), declaredIn)) stray_ = declaration->getQualifiedNameAsString();
}

void Instantiations::addFunction(const clang::FunctionDecl* function) {
  if (!functions_.insert(function->getCanonicalDecl()).second) return;
  if (const auto* arguments = function->getTemplateSpecializationArgs()) addArguments(arguments->asArray());
  if (const auto* method = dyn_cast<clang::CXXMethodDecl>(function)) addRecord(method->getParent(), Use::own);
  if (!isInstantiation(function)) return;
  const clang::FunctionDecl* definition = function->getDefinition();
  if (definition && project_.contains(definition->getLocation()) && project_.inUnit(definition->getLocation()))
    found_.push_back(definition);
}

void Instantiations::addArguments(llvm::ArrayRef<clang::TemplateArgument> arguments) {
  for (const clang::TemplateArgument& argument : arguments) {
    if (argument.getKind() == clang::TemplateArgument::Type)
      addType(argument.getAsType(), Use::handedOver);
    else if (argument.getKind() == clang::TemplateArgument::Pack)
      addArguments(argument.getPackAsArray());
    else if (argument.getKind() == clang::TemplateArgument::Declaration)
      if (const auto* function = dyn_cast<clang::FunctionDecl>(argument.getAsDecl())) addFunction(function);
  }
}

void Instantiations::addType(clang::QualType type, Use use) {
  if (type.isNull()) return;
  type = type.getCanonicalType().getNonReferenceType();
  while (const auto* pointer = type->getAs<clang::PointerType>()) type = pointer->getPointeeType();
  if (const auto* array = type->getAsArrayTypeUnsafe()) return addType(array->getElementType(), use);
  if (const auto* record = type->getAsCXXRecordDecl()) addRecord(record, use);
}

void Instantiations::addRecord(const clang::CXXRecordDecl* record, Use use) {
  const auto* specialisation = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
  if (!records_.insert({record->getCanonicalDecl(), static_cast<int>(use)}).second) return;
  if (specialisation) addArguments(specialisation->getTemplateArgs().asArray());
  if (const auto* outer = dyn_cast<clang::CXXRecordDecl>(record->getDeclContext())) addRecord(outer, Use::own);
  const clang::CXXRecordDecl* definition = project_.definitionOf(record);
  if (!definition || !project_.contains(record->getLocation()) || record->isLambda()) return;
  for (const auto& base : definition->bases()) addType(base.getType(), use);
  for (const auto* method : definition->methods()) {
    // Constructors run destructors, and their objects are called through the virtual functions.
    const bool called = use == Use::handedOver || method->isVirtual() || llvm::isa<clang::CXXDestructorDecl>(method);
    if (called && !method->isImplicit() && isInstantiation(method)) addFunction(method);
  }
  if (use == Use::handedOver)
    for (const auto* member : definition->decls())
      if (const auto* callable = dyn_cast<clang::FunctionTemplateDecl>(member);
          callable && callable->getDeclName().getCXXOverloadedOperator() == clang::OO_Call)
        for (const auto* special : callable->specializations()) addFunction(special);
}

}  // namespace dramaturg
