// Which actor an expression denotes, and where handles flow.
#pragma once

#include "extract/unit.h"

namespace dramaturg {

/// What a spawn starts, as far as the code tells.
struct SpawnTarget {
  const clang::CXXRecordDecl* record = nullptr;        ///< actor class
  const clang::FunctionDecl* function = nullptr;       ///< behaviour function or lambda
  llvm::SmallVector<const clang::Expr*, 8> arguments;  ///< what goes to the actor
  Symbol symbol(Unit& unit) const;
};
SpawnTarget spawnTarget(Unit& unit, const clang::CallExpr* call, const Api& api);

/// The actor whose code a function is: its class, or the nearest function or lambda around that takes the actor as
/// its first parameter or returns a behaviour. None for code that is nobody's.
struct Owner {
  const clang::CXXRecordDecl* record = nullptr;
  const clang::FunctionDecl* function = nullptr;
  BaseUse base;
  explicit operator bool() const { return record || function; }
  Symbol symbol(Unit& unit) const;
};
Owner ownerOf(Unit& unit, const clang::FunctionDecl* function);

/// Where the handle that this expression yields is held.
Handle handleOf(Unit& unit, const clang::Expr* expr);
/// The holder that a variable, parameter or field is.
Handle holderOf(Unit& unit, const clang::ValueDecl* decl);

/// The handle that a call with the role `same-handle` is given: an argument, else the object.
const clang::Expr* handleGiven(const clang::CallExpr* call, const Api& api);

/// Records that `from` flows into `to`, if it carries handles.
void flowInto(Unit& unit, Handle to, const clang::Expr* from);
/// Records what a value of this class is made from as flows into its fields, or into its constructors' parameters.
void flowIntoParts(Unit& unit, clang::QualType type, llvm::ArrayRef<const clang::Expr*> parts);
/// Records the arguments of a call as flows into the parameters of the callee.
void flowArguments(Unit& unit, const clang::FunctionDecl* callee, llvm::ArrayRef<const clang::Expr*> arguments,
                   unsigned firstParameter = 0);

/// Strips what does not change the value: casts, copies, temporaries, moves.
const clang::Expr* strip(Unit& unit, const clang::Expr* expr);
/// The body behind a function object: a lambda, a named function or a variable initialised with one.
const clang::FunctionDecl* bodyOf(Unit& unit, const clang::Expr* expr);

/// The variable that an expression is, else null.
const clang::VarDecl* localVariable(Unit& unit, const clang::Expr* expr);
/// The call that wraps a function which takes an answer, here or where the variable was made; null for all else.
const clang::CallExpr* callbackOf(Unit& unit, const clang::Expr* expr);
/// The function that it wraps, as it is written.
const clang::Expr* wrappedBy(Unit& unit, const clang::CallExpr* callback);

/// The member that a variable is another name of, or a part of: a reference, pointer or loop variable made from it.
const clang::MemberExpr* aliasedMember(Unit& unit, const clang::ValueDecl* decl);
/// What a reference, loop variable or binding is another name of; null for variables of their own.
const clang::Expr* initialiserOfAlias(const clang::ValueDecl* decl);

}  // namespace dramaturg
