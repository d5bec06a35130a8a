// The walk over function bodies: control flow in, events out.
#pragma once

#include "extract/duties.h"
#include "extract/instantiations.h"
#include "extract/interpreter.h"

namespace dramaturg {

class Walker {
 public:
  explicit Walker(Unit& unit)
      : unit_(unit),
        instantiations_(unit.project),
        actors_(unit),
        records_(unit),
        recorder_(unit),
        interpreter_(recorder_, actors_, records_),
        duties_(unit) {}

  /// Declares a class, if it is an actor or threads meet in it.
  void record(const clang::CXXRecordDecl* record) { actors_.declareIfActor(record), records_.declare(record); }
  /// A variable outside of functions: only what it holds matters.
  void variable(const clang::VarDecl* variable);
  /// Walks the body of a function of the project, and the lambdas in it.
  void function(const clang::FunctionDecl* function);
  /// Instantiations of templates that what was walked mentions.
  Instantiations& instantiations() { return instantiations_; }

 private:
  Function describe(const clang::FunctionDecl* function);
  void body(const clang::FunctionDecl* function);
  void afterSends(const clang::FunctionDecl* function);
  void initialisers(const clang::CXXConstructorDecl* constructor);
  void lambda(const clang::LambdaExpr* lambda);
  void visit(const clang::Stmt* statement);
  void children(const clang::Stmt* statement);
  void compound(const clang::CompoundStmt* statement);

  // dispatch.cpp
  bool dispatch(const clang::SwitchStmt* statement);
  void handlerCase(const clang::SwitchStmt* statement, llvm::ArrayRef<struct Case> cases, std::size_t number);

  void branch(const clang::IfStmt* statement);
  void cases(const clang::SwitchStmt* statement);
  void guarded(const clang::Expr* condition, const clang::Stmt* first, const clang::Stmt* second);
  void loop(const clang::Stmt* statement);
  void tryBlock(const clang::CXXTryStmt* statement);
  void declarations(const clang::DeclStmt* statement);
  std::uint32_t condition(const clang::Expr* expr, bool leavesWhenTrue);

  Unit& unit_;
  Instantiations instantiations_;
  Actors actors_;
  Records records_;
  Recorder recorder_;
  Interpreter interpreter_;
  Duties duties_;
};

}  // namespace dramaturg
