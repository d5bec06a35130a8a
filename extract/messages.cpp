// Roles of the message exchange: casts, calls, replies, receives.
#include "extract/interpreter.h"
#include "extract/selectors.h"
#include "extract/types.h"
#include "extract/values.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;

/// Whether the sender gives the value up: a temporary or a moved variable.
bool givenUp(const clang::Expr* argument) {
  argument = argument->IgnoreParenImpCasts();
  if (const auto* temporary = dyn_cast<clang::MaterializeTemporaryExpr>(argument)) argument = temporary->getSubExpr();
  return argument->isXValue() || argument->isPRValue();
}

Symbol symbolOrNone(Unit& unit, const clang::FunctionDecl* function) {
  return function ? unit.functionSymbol(function) : Symbol::none;
}

/// A message that is built up before it is sent: `self->mail(text).delay(1s)`.
struct Composed {
  std::optional<Invocation> by;  ///< the call that was given its elements
  int first = 0;                 ///< the first of them
  const clang::Expr* delay = nullptr;
};

/// Along the objects that `call` is called on.
Composed composedBefore(Unit& unit, const Invocation& call) {
  Composed composed;
  std::optional<Invocation> at = call.object ? invocationOf(strip(unit, call.object)) : std::nullopt;
  while (at) {
    const auto uses = unit.apisOf(at->callee);
    const auto* use = llvm::find_if(
        uses, [](const ApiUse& one) { return one.api->role == Role::compose || one.api->role == Role::amend; });
    if (use == uses.end()) return composed;
    if (use->api->role == Role::compose) {
      composed.by = std::move(at);
      composed.first = std::max(use->api->payload, 0);
      return composed;
    }
    if (const clang::Expr* delay = at->argument(use->api->delay)) composed.delay = delay;
    at = at->object ? invocationOf(strip(unit, at->object)) : std::nullopt;
  }
  return composed;
}

}  // namespace

Handle Interpreter::receiver(const Invocation& call, const Api& api) {
  const clang::Expr* named = call.argument(api.receiver);
  if (!named) named = api.receiver == kAbsent ? call.object : nullptr;
  if (!named) return {};
  const auto* record = named->getType().getNonReferenceType()->getAsCXXRecordDecl();
  const std::string name = record ? Unit::qualifiedName(record) : std::string();
  const bool group = unit_.listing(&Profile::groups, name) != nullptr;
  return group ? Handle{HandleKind::group, Symbol::none, 0} : handleOf(unit_, named);
}

Payload Interpreter::payloadOf(const clang::Expr* argument, unsigned index) {
  Payload payload;
  payload.index = index;
  std::string member;
  const clang::QualType type = argument->getType();
  const clang::Expr* value = strip(unit_, argument);
  payload.ownership = carriesHandle(unit_, type) ? Ownership::handle
                      : value->getType()->isArrayType() || dyn_cast<clang::StringLiteral>(value)
                          ? Ownership::value
                          : ownershipOf(unit_, messageElement(unit_, type), &member);
  payload.moved = givenUp(argument);
  payload.type = unit_.word(typeName(unit_, type));
  if (!member.empty()) payload.member = unit_.word(member);
  if (payload.ownership == Ownership::handle) {
    payload.holder = handleOf(unit_, argument);
  } else if (const auto* reference = dyn_cast<clang::DeclRefExpr>(value)) {
    payload.holder = holderOf(unit_, reference->getDecl());
    recorder_.claim(value);
  } else if (const auto* access = dyn_cast<clang::MemberExpr>(value)) {
    payload.holder = holderOf(unit_, access->getMemberDecl());
    recorder_.claim(value);
  }
  return payload;
}

/// A message that is told by the constant it is made with; all of it is one element.
Symbol Interpreter::selectedMessage(const clang::Expr* event, std::vector<Payload>& payload) {
  const clang::Expr* given = strip(unit_, event);
  if (const auto* address = dyn_cast<clang::UnaryOperator>(given)) given = strip(unit_, address->getSubExpr());
  clang::QualType type = given->getType().getNonReferenceType();
  if (type->isPointerType()) type = type->getPointeeType();
  Payload element;
  std::string member;
  element.ownership = ownershipOf(unit_, type.getUnqualifiedType(), &member);
  element.type = unit_.word(typeName(unit_, type));
  if (!member.empty()) element.member = unit_.word(member);
  if (element.ownership != Ownership::value) payload.push_back(element);
  const clang::NamedDecl* constant = selectorOf(unit_, event);
  return constant ? unit_.messageSymbol(constant) : Symbol::none;
}

Symbol Interpreter::message(const Invocation& call, const Api& api, std::vector<Payload>& payload) {
  if (api.payload != kAbsent) return messageFrom(call, api.payload, payload);
  const Composed composed = composedBefore(unit_, call);
  return composed.by ? messageFrom(*composed.by, composed.first, payload) : Symbol::none;
}

Symbol Interpreter::messageFrom(const Invocation& call, int first, std::vector<Payload>& payload) {
  if (const clang::Expr* event = call.argument(first); event && unit_.dispatcherOf(event->getType()))
    return selectedMessage(event, payload);
  std::vector<clang::QualType> elements;
  for (auto i = static_cast<std::size_t>(first); i < call.arguments.size(); ++i) {
    const clang::Expr* argument = call.arguments[i];
    if (const auto* record = argument->getType().getNonReferenceType()->getAsCXXRecordDecl()) {
      const std::string name = Unit::qualifiedName(record);
      const auto* notice = unit_.entryOf(&Profile::notices, &Notice::type, name);
      if (notice && notice->kind == HandlerKind::fallback)
        return Symbol::none;  // a message made elsewhere: its signature is not known
    }
    const Payload element = payloadOf(argument, static_cast<unsigned>(elements.size()));
    if (element.ownership != Ownership::value) payload.push_back(element);
    elements.push_back(argument->getType());
  }
  return messageOf(unit_, elements);
}

void Interpreter::cast(const Invocation& call, const Api& api) {
  if (api.token || api.body != kAbsent) return post(call, api);
  if (const clang::Expr* delay = composedBefore(unit_, call).delay) return schedule(call, api, delay);
  Cast cast;
  cast.receiver = receiver(call, api);
  cast.message = message(call, api, cast.payload);
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

/// `answer` is the call that takes the answer, with the role `response`; null where nobody does.
void Interpreter::request(const Invocation& call, const Api& api, const Api* response, const Invocation* answer) {
  Call event;
  event.receiver = receiver(call, api);
  event.message = message(call, api, event.payload);
  event.timeout = boundOf(unit_, call.argument(api.timeout));
  if (response) {
    event.style = response->style;
    event.resultUsed = true;
    event.onReply = symbolOrNone(unit_, claimBody(answer->argument(response->onReply)));
    event.onError = symbolOrNone(unit_, claimBody(answer->argument(response->onError)));
  } else {
    event.resultUsed = fateOf(call.expr).use != ResultUse::dropped;
  }
  recorder_.emit(call.expr->getSourceRange(), std::move(event));
}

void Interpreter::response(const Invocation& call, const Api& api) {
  const clang::Expr* object = strip(unit_, call.object);
  if (!object) return;
  if (const auto asked = invocationOf(object)) {
    for (const ApiUse& use : unit_.apisOf(asked->callee))
      if (use.api->role == Role::request) {
        recorder_.claim(object);
        return request(*asked, *use.api, &api, &call);
      }
  }
  const auto* reference = dyn_cast<clang::DeclRefExpr>(object);
  const auto* variable = reference ? dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  const auto open = openRequests_.find(variable);
  const Symbol onReply = symbolOrNone(unit_, claimBody(call.argument(api.onReply)));
  const Symbol onError = symbolOrNone(unit_, claimBody(call.argument(api.onError)));
  if (open == openRequests_.end() || open->second.first != recorder_.decl()) return;
  if (open->second.second >= recorder_.eventCount()) return;
  if (auto* event = recorder_.eventAt<Call>(open->second.second)) {
    event->style = api.style;
    event->resultUsed = true;
    event->onReply = onReply;
    event->onError = onError;
  }
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

/// The handlers run inside the wait, in the same turn.
void Interpreter::receive(const Invocation& call, bool loops) {
  const Owner owner = recorder_.owner();
  Block block;
  block.kind = BlockKind::receive;
  block.awaits = Awaits::thread;
  block.function = unit_.word(Unit::qualifiedName(call.callee));
  block.bound.kind = BoundKind::none;
  std::uint32_t outer = 0;
  if (loops)
    outer = recorder_.enterLoop({unit_.place(call.expr->getBeginLoc()), LoopKind::condition, 0, Symbol::none, 0});
  for (const clang::Expr* argument : call.arguments) {
    const clang::FunctionDecl* body = claimBody(argument);
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
