// Roles of the message exchange: casts, calls, replies, receives.
#include "extract/interpreter.h"
#include "extract/selectors.h"
#include "extract/types.h"
#include "extract/values.h"
#include "extract/wait_options.h"

#include "clang/AST/DeclTemplate.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

/// A handle that is made for one interface. Pointers are made for one class, which says nothing of messages.
bool isChecked(const Invocation& call, const Api& api) {
  const clang::Expr* handle = call.argument(api.receiver);
  if (!handle && api.receiver == kAbsent) handle = call.object;
  if (!handle) return false;
  const auto* special = dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
      handle->IgnoreParenImpCasts()->getType().getNonReferenceType()->getAsCXXRecordDecl());
  return special && !special->getName().ends_with("_ptr");
}

Symbol symbolOrNone(Unit& unit, const clang::FunctionDecl* function) {
  return function ? unit.functionSymbol(function) : Symbol::none;
}

}  // namespace

void Interpreter::cast(const Invocation& call, const Api& api) {
  if (api.token || api.body != kAbsent) return post(call, api);
  if (const clang::Expr* delay = composedBefore(unit_, call).delay) return schedule(call, api, delay);
  Cast cast;
  cast.receiver = receiver(call, api);
  cast.message = message(call, api, cast.payload);
  cast.checked = isChecked(call, api);
  const clang::Expr* room = call.argument(api.mayFail);
  cast.mayFail = room && room->getType()->isIntegerType() && !isNever(unit_, strip(unit_, room));
  recorder_.emit(call.expr->getSourceRange(), std::move(cast));
}

void Interpreter::schedule(const Invocation& call, const Api& api, const clang::Expr* delay) {
  std::vector<Payload> payload;
  Schedule schedule;
  if (const auto timer = api.payload == kAbsent ? timerBehind(call.object) : std::nullopt) {
    schedule.receiver = receiver(timer->call, *timer->api);
    if (const auto* constant = selectorIn(unit_, timer->call.argument(timer->api->payload)))
      schedule.message = unit_.messageSymbol(constant);
  } else {
    schedule.receiver = receiver(call, api);
    schedule.message = message(call, api, payload);
  }
  schedule.delay = boundOf(unit_, delay, api.unit);
  schedule.periodic = api.periodic;
  if (const clang::Expr* period = call.argument(api.period)) schedule.periodic = constantOf(unit_, period) != 0;
  recorder_.emit(call.expr->getSourceRange(), schedule);
}

void Interpreter::scheduleBody(const Invocation& call, const Api& api) {
  Schedule schedule;
  schedule.receiver = call.object ? handleOf(unit_, call.object) : Handle{};
  schedule.body = symbolOrNone(unit_, claimBody(call.argument(api.body)));
  schedule.delay = boundOf(unit_, call.argument(api.delay));
  recorder_.emit(call.expr->getSourceRange(), schedule);
}

void Interpreter::request(const Invocation& call, const Api& api, llvm::ArrayRef<Taking> takings) {
  const auto* method = methodOf(call, api);
  if (method && method->getReturnType()->isVoidType()) return castOrCall(call, api);
  Call event;
  event.receiver = receiver(call, api);
  event.message = message(call, api, event.payload);
  event.checked = isChecked(call, api);
  event.timeout = boundOf(unit_, call.argument(api.timeout));
  event.style = api.style;  // of an answer that comes as a message of its own
  if (!api.answer.empty()) event.answer = wrappedIn(unit_, api.answer, event.message);
  if (takings.empty()) event.resultUsed = fateOf(call.expr).use != ResultUse::dropped;
  for (const Taking& taking : takings) take(event, taking);
  recorder_.emit(call.expr->getSourceRange(), std::move(event));
}

/// One call that takes an answer, or only its failure.
void Interpreter::take(Call& event, const Taking& taking) {
  const auto& [api, call] = taking;
  const Symbol onReply = symbolOrNone(unit_, claimAnswer(call.argument(api->onReply)));
  const Symbol onError = symbolOrNone(unit_, claimAnswer(call.argument(api->onError)));
  const bool again = event.style == CallStyle::blocking;  // a look at an answer that is there already
  if (event.style == CallStyle::unobserved || api->style == CallStyle::blocking) event.style = api->style;
  event.resultUsed = true;
  if (onReply != Symbol::none) event.onReply = onReply;
  if (event.onError == Symbol::none) event.onError = onError;
  const clang::Expr* limit = call.argument(api->bound != kAbsent ? api->bound : api->timeout);
  const bool absent = !limit || llvm::isa<clang::CXXDefaultArgExpr>(limit);
  if (again) return;
  if (!absent) event.timeout = boundOf(unit_, limit, api->unit);
  if (absent && api->waitsForEver) event.timeout = {BoundKind::none, 0, unit_.place(call.expr->getSourceRange())};
}

/// `ask(...).then(f).onFailed(g)`: the outermost call tells of all.
void Interpreter::response(const Invocation& call, const Api& api) {
  if (recorder_.claimed(call.expr)) return;
  std::vector<Taking> takings{{&api, call}};
  const clang::Expr* object = strip(unit_, call.object);
  for (bool again = true; again && object;) {
    again = false;
    const auto asked = invocationOf(object);
    for (const ApiUse& use : asked ? unit_.apisOf(asked->callee) : llvm::ArrayRef<ApiUse>()) {
      if (use.api->role != Role::request && use.api->role != Role::response) continue;
      recorder_.claim(object);
      if (use.api->role == Role::request) return request(*asked, *use.api, takings);
      takings.insert(takings.begin(), {use.api, *asked});
      object = strip(unit_, asked->object);
      again = true;
      break;
    }
  }
  const auto* reference = llvm::dyn_cast_or_null<clang::DeclRefExpr>(object);
  const auto* variable = reference ? dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  const auto open = openRequests_.find(variable);
  const bool known = open != openRequests_.end() && open->second.first == recorder_.decl() &&
                     open->second.second < recorder_.eventCount();
  auto* event = known ? recorder_.eventAt<Call>(open->second.second) : nullptr;
  Call unknown;
  for (const Taking& taking : takings) take(event ? *event : unknown, taking);
  if (event) return;
  if (unknown.onReply != Symbol::none || unknown.onError != Symbol::none)
    recorder_.emit(call.expr->getSourceRange(), std::move(unknown));
  else if (api.block)
    block(call, api);
}

void Interpreter::ask(const Invocation& call, const Api& api) {
  Call event;
  event.receiver = receiver(call, api);
  if (const clang::FunctionDecl* body = claimBody(call.argument(api.body))) {
    event.message = unit_.functionSymbol(body);
    if (const Owner owner = executorOwner(call.argument(api.receiver)); owner.record)
      actors_.addHandler(owner, {body, event.message, event.message, unit_.place(body->getBeginLoc())});
  } else if (api.body == kAbsent) {
    event.message = message(call, api, event.payload);
  }
  event.style = api.style;
  event.resultUsed = true;
  event.timeout = boundOf(unit_, call.argument(api.timeout));
  if (api.waitsForEver) event.timeout = {BoundKind::none, 0, unit_.place(call.expr->getSourceRange())};
  recorder_.emit(call.expr->getSourceRange(), std::move(event));
}

void Interpreter::delegate(const Invocation& call, const Api& api) {
  std::vector<Payload> payload;
  Delegate event;
  event.receiver = receiver(call, api);
  event.message = message(call, api, payload);
  recorder_.emit(call.expr->getSourceRange(), event);
}

void Interpreter::reply(const Invocation& call) {
  Reply reply;
  reply.kind = ReplyKind::promise;
  reply.promise = call.object ? holderSymbol(call.object) : Symbol::none;
  recorder_.emit(call.expr->getSourceRange(), reply);
}

/// Calls of functions that are passed and run in the same turn.
void Interpreter::calls(const Invocation& call) {
  for (const clang::Expr* argument : call.arguments)
    if (const clang::FunctionDecl* body = claimBody(argument))
      recorder_.emit(argument->getSourceRange(), FunctionCall{unit_.functionSymbol(body), CallForm::passed});
}

/// The handlers run inside the wait, in the same turn.
void Interpreter::receive(const Invocation& call, const Api& api) {
  const bool loops = api.role == Role::receiveLoop;
  const Owner owner = recorder_.owner();
  Block block;
  block.kind = BlockKind::receive;
  block.awaits = Awaits::thread;
  block.function = unit_.word(Unit::qualifiedName(call.callee));
  block.bound.kind = BoundKind::none;
  if (const clang::Expr* options = call.argument(api.options)) {
    const WaitOptions wait = waitOptions(unit_, options);
    block.bound = wait.bound;
    // An actor that is called per message has no other reason to wait here than this answer.
    if (wait.expects && owner && !owner.base.base->ownLoop) block.receiver.kind = HandleKind::group;
  }
  std::uint32_t outer = 0;
  if (loops)
    outer = recorder_.enterLoop({unit_.place(call.expr->getBeginLoc()), LoopKind::condition, 0, Symbol::none, 0});
  for (const clang::Expr* argument : call.arguments) {
    const clang::FunctionDecl* body = claimBody(argument);
    if (!body && api.options != kAbsent) continue;
    if (!body) {
      // A time-out clause: how long is its own matter, that there is one is not.
      block.bound.kind = BoundKind::expression;
      block.bound.place = unit_.place(argument->getSourceRange());
      continue;
    }
    if (owner && owner.base.base->ownLoop) actors_.addHandler(owner, body);
    recorder_.emit(argument->getSourceRange(), FunctionCall{unit_.functionSymbol(body), CallForm::direct});
  }
  recorder_.emit(call.expr->getSourceRange(), block);
  if (loops) recorder_.leaveLoop(outer);
}

}  // namespace dramaturg
