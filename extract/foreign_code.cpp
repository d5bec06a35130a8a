#include "extract/foreign_code.h"

#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/Sema.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;

/// `-fdelayed-template-parsing`, in library files only: the project's own templates are parsed as they stand.
class DelayInLibraries : public clang::PPCallbacks {
 public:
  DelayInLibraries(clang::LangOptions& language, ProjectFiles& project) : language_(language), project_(project) {}

  void FileChanged(clang::SourceLocation location, FileChangeReason, clang::SrcMgr::CharacteristicKind,
                   clang::FileID) override {
    language_.DelayedTemplateParsing = !project_.contains(location);
  }

 private:
  clang::LangOptions& language_;
  ProjectFiles& project_;
};

/// Does what `Sema::PerformPendingInstantiations` is about to do, for some of them.
class InstantiationFilter : public clang::ExternalSemaSource {
 public:
  explicit InstantiationFilter(ForeignCode& code) : code_(code) {}

  void InitializeSema(clang::Sema& sema) override { sema_ = &sema; }
  void ForgetSema() override { sema_ = nullptr; }

  void ReadPendingInstantiations(llvm::SmallVectorImpl<std::pair<clang::ValueDecl*, clang::SourceLocation>>&) override {
    if (!sema_) return;
    do workOff();
    while (sema_->DefineUsedVTables());  // refers to virtual functions, which may have to be instantiated
  }

 private:
  void workOff() {
    auto& pending = sema_->PendingInstantiations;  // grows meanwhile
    while (!pending.empty()) {
      const auto [declaration, place] = pending.front();
      pending.pop_front();
      if (code_.reachesProject(declaration))
        instantiate(declaration, place);
      else
        forgive(declaration);
    }
  }

  void instantiate(clang::ValueDecl* declaration, clang::SourceLocation place) {
    if (auto* function = dyn_cast<clang::FunctionDecl>(declaration)) {
      const bool required = function->getTemplateSpecializationKind() == clang::TSK_ExplicitInstantiationDefinition;
      sema_->InstantiateFunctionDefinition(place, function, /*Recursive=*/false, required, /*AtEndOfTU=*/true);
      if (function->isDefined()) function->setInstantiationIsPending(false);
      return;
    }
    auto* variable = llvm::cast<clang::VarDecl>(declaration);
    const clang::VarDecl* latest = variable->getMostRecentDecl();
    if (!latest->isInvalidDecl() && latest->getTemplateSpecializationKind() == clang::TSK_ImplicitInstantiation)
      sema_->InstantiateVariableDefinition(place, variable, /*Recursive=*/false, /*DefinitionRequired=*/false,
                                           /*AtEndOfTU=*/true);
  }

  /// Specialisations over local types must be defined in the unit; nobody is to complain about those that we left out.
  void forgive(clang::ValueDecl* declaration) {
    sema_->UndefinedButUsed.erase(declaration);
    sema_->UndefinedButUsed.erase(llvm::cast<clang::NamedDecl>(declaration->getCanonicalDecl()));
  }

  ForeignCode& code_;
  clang::Sema* sema_ = nullptr;
};

bool hasGenericCallOperator(const clang::CXXRecordDecl* record) {
  return llvm::any_of(record->decls(), [](const clang::Decl* member) {
    const auto* candidate = dyn_cast<clang::FunctionTemplateDecl>(member);
    return candidate && candidate->getDeclName().getCXXOverloadedOperator() == clang::OO_Call;
  });
}

}  // namespace

bool ForeignCode::skips(const clang::Decl* declaration) {
  const auto* function = declaration->getAsFunction();
  return function && !function->isTemplated() && !project_.contains(declaration->getLocation());
}

bool ForeignCode::reachesProject(const clang::Decl* specialisation) {
  if (project_.contains(specialisation->getLocation())) return true;
  if (const auto* function = dyn_cast<clang::FunctionDecl>(specialisation))
    if (const auto* arguments = function->getTemplateSpecializationArgs())
      if (mentionsProject(arguments->asArray())) return true;
  if (const auto* variable = dyn_cast<clang::VarTemplateSpecializationDecl>(specialisation))
    if (mentionsProject(variable->getTemplateArgs().asArray())) return true;
  for (const clang::DeclContext* context = specialisation->getDeclContext(); context; context = context->getParent())
    if (const auto* record = dyn_cast<clang::ClassTemplateSpecializationDecl>(context))
      if (mentionsProject(record->getTemplateArgs().asArray())) return true;
  return false;
}

bool ForeignCode::mentionsProject(llvm::ArrayRef<clang::TemplateArgument> arguments) {
  return llvm::any_of(arguments, [this](const clang::TemplateArgument& argument) {
    if (argument.getKind() == clang::TemplateArgument::Type) return mentionsProject(argument.getAsType());
    return argument.getKind() == clang::TemplateArgument::Pack && mentionsProject(argument.getPackAsArray());
  });
}

bool ForeignCode::mentionsProject(clang::QualType type) {
  if (type.isNull()) return false;
  type = type.getCanonicalType().getNonReferenceType();
  while (const auto* pointer = type->getAs<clang::PointerType>()) type = pointer->getPointeeType();
  if (const auto* array = type->getAsArrayTypeUnsafe()) return mentionsProject(array->getElementType());
  if (const auto* member = type->getAs<clang::MemberPointerType>()) {
    const auto* record = member->getMostRecentCXXRecordDecl();
    return (record && isMadeByOthers(record)) || mentionsProject(member->getPointeeType());
  }
  if (const auto* function = type->getAs<clang::FunctionProtoType>())
    return mentionsProject(function->getReturnType()) ||
           llvm::any_of(function->param_types(), [this](clang::QualType one) { return mentionsProject(one); });
  const auto* record = type->getAsCXXRecordDecl();
  return record && isMadeByOthers(record);
}

/// A type whose code others instantiate: generic lambdas, functors with a template for call operator, class templates
/// of the project; and library templates over such types.
bool ForeignCode::isMadeByOthers(const clang::CXXRecordDecl* record) {
  record = record->getCanonicalDecl();
  if (const auto known = madeByOthers_.find(record); known != madeByOthers_.end()) return known->second;
  madeByOthers_[record] = false;  // ends the recursion of types that mention themselves
  const auto* specialisation = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
  bool made = false;
  if (project_.contains(record->getLocation())) {
    const auto* definition = record->getDefinition();
    made =
        specialisation || record->isGenericLambda() ||
        (definition && !definition->isDependentType() && (hasGenericCallOperator(definition) || holdsOne(definition)));
  } else if (specialisation) {
    made = mentionsProject(specialisation->getTemplateArgs().asArray());
  }
  if (const auto* outer = dyn_cast<clang::CXXRecordDecl>(record->getDeclContext()); outer && !made)
    made = isMadeByOthers(outer);
  return madeByOthers_[record] = made;
}

/// Whoever makes such an object makes its parts.
bool ForeignCode::holdsOne(const clang::CXXRecordDecl* record) {
  return llvm::any_of(record->bases(), [this](const auto& base) { return mentionsProject(base.getType()); }) ||
         llvm::any_of(record->fields(), [this](const auto* field) { return mentionsProject(field->getType()); });
}

void ForeignCode::delayTemplates(clang::CompilerInstance& compiler, ProjectFiles& project) {
  compiler.getPreprocessor().addPPCallbacks(
      std::make_unique<DelayInLibraries>(compiler.getInvocation().getLangOpts(), project));
}

llvm::IntrusiveRefCntPtr<clang::ExternalSemaSource> ForeignCode::instantiationFilter(ForeignCode& code) {
  return llvm::makeIntrusiveRefCnt<InstantiationFilter>(code);
}

}  // namespace dramaturg
