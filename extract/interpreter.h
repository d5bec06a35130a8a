// Calls of library functions → events, by the roles that the library's profile gives them.
#pragma once

#include "extract/actors.h"
#include "extract/invocation.h"
#include "extract/recorder.h"
#include "extract/spawn_groups.h"

#include <map>

namespace dramaturg {

/// Interprets one expression at a time, before its children are walked, so that it can claim what belongs to it.
class Interpreter {
 public:
  Interpreter(Recorder& recorder, Actors& actors) : recorder_(recorder), unit_(recorder.unit), actors_(actors) {}

  void interpret(const clang::Expr* expr);

  // --- what statements of the language mean
  void variable(const clang::VarDecl* variable);
  void loopVariable(const clang::CXXForRangeStmt* loop);
  void returned(const clang::ReturnStmt* statement);
  void thrown(const clang::CXXThrowExpr* expr);
  void caught(const clang::CXXTryStmt* statement);

 private:
  void applyRole(const Invocation& call, const ApiUse& use);
  void plainCall(const Invocation& call);
  void passedFunctions(const Invocation& call);
  void assignment(const Invocation& call);
  bool handlersOf(const clang::CXXConstructExpr* construct);
  CatchBody catchBody(const clang::Stmt* block);

  // messages.cpp
  void cast(const Invocation& call, const Api& api);
  void schedule(const Invocation& call, const Api& api, const clang::Expr* delay);
  void scheduleBody(const Invocation& call, const Api& api);
  void request(const Invocation& call, const Api& api, const Api* response, const Invocation* answer);
  void response(const Invocation& call, const Api& api);
  void ask(const Invocation& call, const Api& api);
  void delegate(const Invocation& call, const Api& api);
  void reply(const Invocation& call);
  void receive(const Invocation& call, const Api& api);
  /// The message of a call: of the type that it names, else its own arguments, or what was composed before.
  Symbol message(const Invocation& call, const Api& api, std::vector<Payload>& payload);
  Symbol messageFrom(const Invocation& call, int first, std::vector<Payload>& payload);
  Symbol selectedMessage(const clang::Expr* event, std::vector<Payload>& payload);
  Symbol typedMessage(const Invocation& call, const Api& api, std::vector<Payload>& payload);
  clang::QualType spelledMessage(const Invocation& call, const Api& api);
  Payload payloadOf(const clang::Expr* argument, unsigned index);
  Handle receiver(const Invocation& call, const Api& api);

  // lifecycle.cpp
  void spawn(const Invocation& call, const ApiUse& use);
  void spawnOptions(const Invocation& call, const Profile& profile, Spawn& spawn);
  void spawnArguments(const SpawnTarget& target, llvm::ArrayRef<const clang::Expr*> passed, const Profile& profile,
                      Spawn& spawn);
  void spawnGroup(const Invocation& call, const Api& api);
  void calls(const Invocation& call);
  void launch(const Invocation& call);
  void limit(const Invocation& call, const Api& api);
  void linkOrMonitor(const Invocation& call, const Api& api);
  void registerName(const Invocation& call, const Api& api);
  void installHandler(const Invocation& call, const Api& api);
  void installHandlers(const Invocation& call, const Api& api);
  void becomeState(const Invocation& call);

  // executors.cpp
  bool applies(const Invocation& call, const Api& api);
  Owner executorOwner(const clang::Expr* executor);
  const clang::FunctionDecl* claimToken(const Invocation& call);
  void post(const Invocation& call, const Api& api);
  void completion(const Invocation& call, const Api& api);
  void foreignTurn(const Invocation& call, const clang::FunctionDecl* body);
  void startObject(const Invocation& call, const ApiUse& use);
  void connect(const Invocation& call, const Api& api);
  bool emission(const Invocation& call);
  TaskOwner tokenOwner(const Invocation& call);
  bool endsQuietly(const clang::FunctionDecl* body);
  /// The construction of the timer that an expression names, as a call.
  struct Timer {
    Invocation call;
    const Api* api = nullptr;
  };
  std::optional<Timer> timerBehind(const clang::Expr* object);

  // tasks.cpp
  void block(const Invocation& call, const Api& api);
  void task(const Invocation& call, const Api& api);
  void taskControl(const Invocation& call, const Api& api);
  void inPlace(const Invocation& call);

  /// What becomes of the value of `expr`, and the variable or member that gets it.
  struct Fate {
    ResultUse use = ResultUse::unknown;
    Symbol holder = Symbol::none;
    const clang::FunctionDecl* method = nullptr;  ///< called on it at once
  };
  Fate fateOf(const clang::Expr* expr);
  /// The variable, member or container that an expression names.
  Symbol holderSymbol(const clang::Expr* expr);
  const clang::FunctionDecl* claimBody(const clang::Expr* expr);

  Recorder& recorder_;
  Unit& unit_;
  Actors& actors_;
  SpawnGroups groups_{recorder_.unit};
  /// Requests whose answer is held in a variable: the function that asked and the event.
  llvm::DenseMap<const clang::VarDecl*, std::pair<const clang::FunctionDecl*, std::size_t>> openRequests_;
  /// Threads that objects were moved to: the function that moved the first one there, and the event.
  std::map<Symbol, std::pair<const clang::FunctionDecl*, std::size_t>> homes_;
  llvm::DenseMap<const clang::Decl*, bool> emitters_;
};

}  // namespace dramaturg
