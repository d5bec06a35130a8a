// Actors and their handlers, as the code declares them.
#pragma once

#include "extract/handles.h"
#include "extract/unit.h"

#include "llvm/ADT/DenseSet.h"

#include <set>
#include <tuple>

namespace dramaturg {

/// Code that handles one message, and the function under which it is recorded.
struct MessageTurn {
  const clang::FunctionDecl* code = nullptr;
  Symbol body = Symbol::none;
  Symbol message = Symbol::none;
  Place place;
  Binding binding{};
};

class Actors {
 public:
  explicit Actors(Unit& unit) : unit_(unit) {}

  /// Declares the actor once, with its state, its init or body and its terminate hook.
  void declare(const Owner& owner);
  /// Declares what a spawn starts: a class, a behaviour function or a lambda, perhaps of another unit.
  void declareSpawned(const SpawnTarget& target, const Profile& profile);
  /// Code of `owner` calls a function that sets actors up: what that installs, `owner` has as well.
  void inherit(const Owner& owner, const Owner& helper);
  /// Declares a class if it is an actor, and a function if it is a behaviour: takes the actor, returns handlers.
  void declareIfActor(const clang::CXXRecordDecl* record);
  void declareIfBehaviour(const clang::FunctionDecl* function);

  /// A handler of `owner` whose code is `body`; the kind follows from its parameters unless it is given.
  void addHandler(const Owner& owner, const clang::FunctionDecl* body, std::optional<HandlerKind> kind = std::nullopt);
  /// The same for code whose message is known otherwise than by its parameters.
  void addHandler(const Owner& owner, const MessageTurn& turn);
  /// A handler of `owner` that the library itself provides: it has a message and no code.
  void addHandlerWithoutBody(const Owner& owner, Symbol message, Place place);
  /// A handler whose code is a value that only the run knows.
  void addUnseenHandler(const Owner& owner, HandlerKind kind, Place place);
  /// Only so many messages of this type may wait for `owner`; `none`: of any type without a limit of its own.
  void limit(const Owner& owner, Symbol message);
  /// A method that handles a message of this name.
  void addHandler(const Owner& owner, const clang::CXXMethodDecl* method, Symbol message);
  /// Whether the function is known to handle messages, so that what it returns is an answer.
  bool isMessageHandler(Symbol function) const {
    return messageHandlers_.contains(static_cast<std::uint32_t>(function));
  }

 private:
  Actor describe(const Owner& owner);
  void addFields(Actor& actor, const clang::CXXRecordDecl* record);
  void addCaptures(const Owner& owner, const clang::CXXRecordDecl* closure);
  /// The handlers that a method with an envelope switches to.
  void addTable(const Owner& owner, const clang::CXXMethodDecl* method);
  void addLifeCycle(const Owner& owner);
  void passSelf(const Owner& owner, const clang::FunctionDecl* function);
  void handlerOf(const Owner& owner, const clang::FunctionDecl* body, HandlerKind kind, bool spawnerWaits,
                 Symbol message = Symbol::none);
  Answers answersOf(const clang::FunctionDecl* body);

  Unit& unit_;
  llvm::DenseMap<std::uint32_t, std::size_t> actors_;      ///< by symbol
  std::set<std::tuple<Symbol, Symbol, Symbol>> handlers_;  ///< actor, body, message
  llvm::DenseSet<std::uint32_t> messageHandlers_;
};

}  // namespace dramaturg
