// Calls of library functions → events, by the roles that the library's profile gives them.
#pragma once

#include "extract/actors.h"
#include "extract/invocation.h"
#include "extract/recorder.h"
#include "extract/records.h"
#include "extract/spawn_groups.h"

#include <map>

namespace dramaturg {

inline bool isBound(const Binding& binding) { return binding.loose || binding.strand != Symbol::none; }

/// Interprets one expression at a time, before its children are walked, so that it can claim what belongs to it.
class Interpreter {
 public:
  Interpreter(Recorder& recorder, Actors& actors, Records& records)
      : recorder_(recorder), unit_(recorder.unit), actors_(actors), records_(records) {}

  void interpret(const clang::Expr* expr);

  // --- what statements of the language mean
  void variable(const clang::VarDecl* variable);
  /// A variable that holds a lock as long as it lives.
  void guardObject(const clang::VarDecl* variable);
  /// A member that a constructor makes with an executor.
  void boundMember(const clang::FieldDecl* field, const clang::Expr* value);
  void loopVariable(const clang::CXXForRangeStmt* loop);
  void returned(const clang::ReturnStmt* statement);
  void thrown(const clang::CXXThrowExpr* expr);
  void caught(const clang::CXXTryStmt* statement);

 private:
  void applyRole(const Invocation& call, const ApiUse& use);
  void plainCall(const Invocation& call);
  void passedFunctions(const Invocation& call, CallForm form = CallForm::passed);
  FunctionCall functionCall(const Invocation& call);
  void assignment(const Invocation& call);
  bool handlersOf(const clang::CXXConstructExpr* construct);
  CatchBody catchBody(const clang::Stmt* block);

  // messages.cpp
  void cast(const Invocation& call, const Api& api);
  void schedule(const Invocation& call, const Api& api, const clang::Expr* delay);
  void scheduleBody(const Invocation& call, const Api& api);
  /// A call with the role `response`, which takes the answer of a request.
  struct Taking {
    const Api* api = nullptr;
    Invocation call;
  };
  void request(const Invocation& call, const Api& api, llvm::ArrayRef<Taking> takings);
  void take(Call& event, const Taking& taking);
  void response(const Invocation& call, const Api& api);
  void ask(const Invocation& call, const Api& api);
  void delegate(const Invocation& call, const Api& api);
  void reply(const Invocation& call);
  void receive(const Invocation& call, const Api& api);
  /// The message of a call: of the type that it names, the method that handles it, its own arguments, or what was
  /// composed before.
  Symbol message(const Invocation& call, const Api& api, std::vector<Payload>& payload);
  Symbol messageFrom(const Invocation& call, int first, int count, std::vector<Payload>& payload);
  Symbol declaredMessage(const Invocation& call, std::vector<Payload>& payload);
  Symbol ownedMessage(const clang::Expr* argument, std::vector<Payload>& payload);
  Symbol selectedMessage(const clang::Expr* event, std::vector<Payload>& payload);
  Symbol typedMessage(const Invocation& call, const Api& api, std::vector<Payload>& payload);
  clang::QualType spelledMessage(const Invocation& call, const Api& api);
  Payload payloadOf(const clang::Expr* argument, unsigned index, bool claims = true);
  Handle receiver(const Invocation& call, const Api& api);

  // closures.cpp: messages that are calls of a member function, answers that are promises
  /// What a message with a promise asks for: nothing when it has none.
  struct Answering {
    enum class Kind : std::uint8_t { none, asks, dropped, handsOn } kind = Kind::none;
    const clang::Expr* argument = nullptr;
    const clang::CallExpr* callback = nullptr;
  };
  const clang::CXXMethodDecl* methodOf(const Invocation& call, const Api& api);
  Symbol methodMessage(const Invocation& call, const Api& api, const clang::CXXMethodDecl* method);
  Answering answeringOf(const Invocation& call, const Api& api);
  void castOrCall(const Invocation& call, const Api& api);
  void callback(const Invocation& call, const Api& api);
  /// The function that takes the answer, whatever wraps it.
  const clang::FunctionDecl* claimAnswer(const clang::Expr* expr);
  void bridge(const clang::FunctionDecl* body);
  bool endsBridge(const Invocation& call, const Api& api);

  // lifecycle.cpp
  void spawn(const Invocation& call, const ApiUse& use);
  void spawnOptions(const Invocation& call, const Profile& profile, Spawn& spawn);
  void spawnArguments(const SpawnTarget& target, llvm::ArrayRef<const clang::Expr*> passed, const Profile& profile,
                      Spawn& spawn);
  void spawnGroup(const Invocation& call, const Api& api);
  void calls(const Invocation& call);
  void launch(const Invocation& call);
  void limit(const Invocation& call, const Api& api);
  void spawnedHandle(const Invocation& call, const ApiUse& use, const SpawnTarget& target, Spawn& spawn);
  void linkOrMonitor(const Invocation& call, const Api& api);
  void registerName(const Invocation& call, const Api& api);
  void installHandler(const Invocation& call, const Api& api);
  void installHandlers(const Invocation& call, const Api& api);
  void becomeState(const Invocation& call);

  // outlook.cpp
  bool applies(const Invocation& call, const Api& api);
  void trace(const Invocation& call, const Api& api);
  void broker(const Invocation& call, const Api& api);

  // executors.cpp, strands.cpp
  Owner executorOwner(const clang::Expr* executor);
  /// What keeps a function that is left to an executor from running beside others.
  Binding bindingOf(const clang::Expr* executor, Symbol fallback = Symbol::none);
  Binding bindingOfToken(const clang::Expr* token);
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

  // locks.cpp
  void lockOrUnlock(const Invocation& call, const Api& api);
  void release(llvm::ArrayRef<const clang::Expr*> arguments);

  // tasks.cpp
  void block(const Invocation& call, const Api& api);
  Handle waitedOn(const clang::Expr* expr);
  void task(const Invocation& call, const Api& api);
  void taskControl(const Invocation& call, const Api& api);
  void inPlace(const Invocation& call);

  /// What becomes of the value of `expr`, and the variable or member that gets it.
  struct Fate {
    ResultUse use = ResultUse::unknown;
    Symbol holder = Symbol::none;
    const clang::FunctionDecl* method = nullptr;  ///< called on it at once
    bool among = false;                           ///< `holder` is a container that gets one more element
  };
  Fate fateOf(const clang::Expr* expr);
  /// The variable, member or container that an expression names.
  Symbol holderSymbol(const clang::Expr* expr);
  const clang::FunctionDecl* claimBody(const clang::Expr* expr);

  Recorder& recorder_;
  Unit& unit_;
  Actors& actors_;
  SpawnGroups groups_{recorder_.unit};
  Records& records_;
  /// Requests whose answer is held in a variable: the function that asked and the event.
  using OpenEvent = std::pair<const clang::FunctionDecl*, std::size_t>;
  llvm::DenseMap<const clang::VarDecl*, OpenEvent> openRequests_;
  /// Local futures by the promise that they are of, and promises that an answer is put into.
  llvm::DenseMap<const clang::VarDecl*, const clang::VarDecl*> futures_;
  llvm::DenseMap<const clang::VarDecl*, OpenEvent> bridges_;
  /// Threads that objects were moved to: the function that moved the first one there, and the event.
  std::map<Symbol, std::pair<const clang::FunctionDecl*, std::size_t>> homes_;
  llvm::DenseMap<const clang::Decl*, bool> emitters_;
};

}  // namespace dramaturg
