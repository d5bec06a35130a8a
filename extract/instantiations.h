// Which instantiations of the project's templates are walked: those that the project's own code asks for.
//
// What a library makes of them besides (an `inspect` for each of its inspectors, comparison operators) says nothing
// about actors. Some of the project's code runs only through a library, though: of a class template that is handed to
// one, everything that was instantiated is walked. (Generic lambdas are walked with the function around them.)
#pragma once

#include "extract/project_files.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseSet.h"

#include <string>
#include <utility>
#include <vector>

namespace dramaturg {

/// Whether a function was made from a template because somebody uses it.
bool isImplicitInstantiation(const clang::FunctionDecl* function);

class Instantiations {
 public:
  explicit Instantiations(ProjectFiles& project) : project_(project) {}

  /// Notes what walked code refers to.
  void mentionedIn(const clang::Stmt* statement);
  /// The same for an expression that is not walked (initialisers outside of functions), with all that is in it.
  void mentionedBelow(const clang::Stmt* statement);
  /// Notes the type of a base, field or variable.
  void mentioned(clang::QualType type) { addType(type, Use::own); }
  /// Notes an explicit instantiation: everything in it.
  void instantiated(const clang::CXXRecordDecl* record) { addRecord(record, Use::handedOver); }

  /// The first thing mentioned that is declared in no file of the unit; empty if there is none.
  const std::string& stray() const { return stray_; }
  /// Functions to walk that were found since the last call; each is given once.
  std::vector<const clang::FunctionDecl*> take();

 private:
  /// `own`: the project's code uses the type, and refers to each function that it calls. `handedOver`: a template gets
  /// it as an argument and may call what it likes.
  enum class Use : bool { own, handedOver };

  void see(const clang::NamedDecl* declaration);
  void addFunction(const clang::FunctionDecl* function);
  void addType(clang::QualType type, Use use);
  void addRecord(const clang::CXXRecordDecl* record, Use use);
  void addArguments(llvm::ArrayRef<clang::TemplateArgument> arguments);

  ProjectFiles& project_;
  llvm::DenseSet<const clang::Decl*> functions_;
  llvm::DenseSet<std::pair<const clang::Decl*, int>> records_;
  std::vector<const clang::FunctionDecl*> found_;
  std::string stray_;
};

}  // namespace dramaturg
