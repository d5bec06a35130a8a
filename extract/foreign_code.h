// What of other people's code is parsed and instantiated: only what can reach code of the project.
//
// Most of a unit's text is in the headers of libraries, and most of the time goes into their function bodies and the
// instantiations of their templates. Facts come from the project's code alone, but some of it lives only through a
// library: `std::visit` instantiates the generic lambda that it is given, a spawn the methods of an actor template. So
//   - bodies of plain library functions are skipped;
//   - bodies of library templates are kept as tokens, and parsed if they are instantiated after all;
//   - at the end of the unit, of all library specialisations that wait for their body those are instantiated that could
//     instantiate project code: the ones with a generic callable or a class template of the project in their arguments.
// What the language needs at once (constexpr, deduced results) Clang parses and instantiates as ever.
#pragma once

#include "extract/project_files.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Sema/ExternalSemaSource.h"

#include <memory>

namespace dramaturg {

class ForeignCode {
 public:
  explicit ForeignCode(ProjectFiles& project) : project_(project) {}

  /// For `ASTConsumer::shouldSkipFunctionBody`.
  bool skips(const clang::Decl* function);
  /// Whether the project's code is (also) made by instantiating this declaration.
  bool reachesProject(const clang::Decl* specialisation);

  /// Keeps the bodies of library templates as tokens from here on. To be called before the parse begins.
  static void delayTemplates(clang::CompilerInstance& compiler, ProjectFiles& project);
  /// Instantiates at the end of the unit only what reaches the project. `project` is asked then, not before.
  static llvm::IntrusiveRefCntPtr<clang::ExternalSemaSource> instantiationFilter(ForeignCode& code);

 private:
  bool mentionsProject(clang::QualType type);
  bool mentionsProject(llvm::ArrayRef<clang::TemplateArgument> arguments);
  bool isMadeByOthers(const clang::CXXRecordDecl* record);
  bool holdsOne(const clang::CXXRecordDecl* record);

  ProjectFiles& project_;
  llvm::DenseMap<const clang::CXXRecordDecl*, bool> madeByOthers_;
};

}  // namespace dramaturg
