// Roles of the message exchange: casts, calls, replies, receives.
#include "extract/interpreter.h"
#include "extract/types.h"
#include "extract/values.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;

/// Whether the sender gives the value up: a temporary or a moved variable.
bool givenUp(const clang::Expr* argument) {
  argument = argument->IgnoreParenImpCasts();
  if (const auto* temporary = dyn_cast<clang::MaterializeTemporaryExpr>(argument)) argument = temporary->getSubExpr();
  if (const auto* bind = dyn_cast<clang::CXXBindTemporaryExpr>(argument)) argument = bind->getSubExpr();
  if (const auto* copy = dyn_cast<clang::CXXConstructExpr>(argument);
      copy && copy->getNumArgs() >= 1 && copy->getConstructor()->isCopyConstructor())
    return givenUp(copy->getArg(0));
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

/// The class behind a pointer, plain or smart.
clang::QualType pointeeOf(clang::QualType type) {
  type = type.getNonReferenceType();
  if (type->isPointerType()) return type->getPointeeType();
  const auto* smart = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!smart || smart->getTemplateArgs().size() == 0) return type;
  const auto& argument = smart->getTemplateArgs()[0];
  return argument.getKind() == clang::TemplateArgument::Type ? argument.getAsType() : type;
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

Symbol Interpreter::message(const Invocation& call, const Api& api, std::vector<Payload>& payload) {
  const auto* method = methodOf(call, api);
  const Symbol named = method ? methodMessage(call, api, method) : Symbol::none;
  if (api.owned) return ownedMessage(call.argument(api.payload), payload);
  if (api.payload != kAbsent) {
    const Symbol signature = messageFrom(call, api.payload, api.elements, payload);
    return api.method == kAbsent ? signature : named;
  }
  if (api.method != kAbsent) return named;
  const Composed composed = composedBefore(unit_, call);
  return composed.by ? messageFrom(*composed.by, composed.first, kAbsent, payload) : Symbol::none;
}

/// `new M(a, b)`, `make<M>(a, b)`: a message of the class M that carries what its constructor is given.
Symbol Interpreter::ownedMessage(const clang::Expr* argument, std::vector<Payload>& payload) {
  if (!argument) return Symbol::none;
  const clang::Expr* value = strip(unit_, argument);
  llvm::ArrayRef<const clang::Expr*> given;
  if (const auto* made = dyn_cast<clang::CXXNewExpr>(value)) {
    if (const auto* construct = made->getConstructExpr())
      given = llvm::ArrayRef(construct->getArgs(), construct->getNumArgs());
  } else if (const auto* maker = dyn_cast<clang::CallExpr>(value);
             maker && !dyn_cast<clang::CXXMemberCallExpr>(maker)) {
    given = llvm::ArrayRef(maker->getArgs(), maker->getNumArgs());
  } else if (const auto* let = dyn_cast<clang::CXXMemberCallExpr>(value)) {
    value = let->getImplicitObjectArgument();  // `message.Release()`
  }
  for (unsigned i = 0; i < given.size(); ++i) {
    const Payload element = payloadOf(given[i], i);
    if (element.ownership != Ownership::value) payload.push_back(element);
  }
  return messageOf(unit_, {pointeeOf(value->getType())});
}

Symbol Interpreter::messageFrom(const Invocation& call, int first, int count, std::vector<Payload>& payload) {
  std::vector<clang::QualType> elements;
  const auto begin = static_cast<std::size_t>(first);
  const auto end = count == kAbsent ? call.arguments.size()
                                    : std::min(call.arguments.size(), begin + static_cast<std::size_t>(count));
  for (std::size_t i = begin; i < end; ++i) {
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
  if (const clang::Expr* delay = composedBefore(unit_, call).delay) return schedule(call, api, delay);
  Cast cast;
  cast.receiver = receiver(call, api);
  cast.message = message(call, api, cast.payload);
  recorder_.emit(call.expr->getSourceRange(), std::move(cast));
}

void Interpreter::schedule(const Invocation& call, const Api& api, const clang::Expr* delay) {
  std::vector<Payload> payload;
  Schedule schedule;
  schedule.receiver = receiver(call, api);
  schedule.message = message(call, api, payload);
  schedule.delay = boundOf(unit_, delay, api.unit);
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
  event.timeout = boundOf(unit_, call.argument(api.timeout));
  for (const Taking& taking : takings) take(event, taking);
  recorder_.emit(call.expr->getSourceRange(), std::move(event));
}

/// One call that takes an answer, or only its failure.
void Interpreter::take(Call& event, const Taking& taking) {
  const auto& [api, call] = taking;
  const Symbol onReply = symbolOrNone(unit_, claimAnswer(call.argument(api->onReply)));
  const Symbol onError = symbolOrNone(unit_, claimAnswer(call.argument(api->onError)));
  const bool again = event.style == CallStyle::blocking;  // a look at an answer that is there already
  if (!event.resultUsed || api->style == CallStyle::blocking) event.style = api->style;
  event.resultUsed = true;
  if (onReply != Symbol::none) event.onReply = onReply;
  if (onError != Symbol::none) event.onError = onError;
  const clang::Expr* limit = call.argument(api->bound);
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
  event.message = message(call, api, event.payload);
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
