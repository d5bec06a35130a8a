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

/// The message at hand that a member belongs to: in the next turn it is another one, unlike the actor's own members.
const clang::ValueDecl* messageAround(Unit& unit, const clang::MemberExpr* member) {
  const clang::Expr* base = member->getBase();
  for (int hops = 0; base && hops < 8; ++hops) {
    base = base->IgnoreParenImpCasts();
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(base)) {
      const clang::QualType type = reference->getType();
      return unwrapped(unit, type) == type ? nullptr : reference->getDecl();
    }
    if (const auto* outer = dyn_cast<clang::MemberExpr>(base))
      base = outer->getBase();
    else if (const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(base))
      base = op->getNumArgs() ? op->getArg(0) : nullptr;
    else
      return nullptr;
  }
  return nullptr;
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

/// Whether the call passes on a message that exists, although it could make one.
bool passesOn(Unit& unit, const Invocation& call, const Api& api) {
  const auto* pattern = call.callee->getTemplateInstantiationPattern();
  const auto position = static_cast<unsigned>(std::max(api.payload, 0));
  return pattern && api.payload != kAbsent && position < pattern->getNumParams() &&
         isWrapper(unit, pattern->getParamDecl(position)->getType());
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
  return denotesGroup(unit_, named->getType()) ? Handle{HandleKind::group, Symbol::none, 0} : handleOf(unit_, named);
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
    const clang::ValueDecl* message = messageAround(unit_, access);
    payload.holder = holderOf(unit_, message ? message : access->getMemberDecl());
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

/// The type that a call names for its message: a template argument, or the class that the method belongs to.
clang::QualType Interpreter::spelledMessage(const Invocation& call, const Api& api) {
  if (api.messageClass != kAbsent) {
    const auto* method = dyn_cast<clang::CXXMethodDecl>(call.callee);
    return method ? clang::QualType(unit_.ast.getCanonicalTagType(method->getParent())) : clang::QualType();
  }
  const auto* arguments = call.callee->getTemplateSpecializationArgs();
  const auto position = static_cast<unsigned>(api.messageType);
  if (!arguments || position >= arguments->size()) return {};
  const clang::TemplateArgument& argument = arguments->get(position);
  if (argument.getKind() != clang::TemplateArgument::Type) return {};
  // Where the type is deduced, what is deduced first is a function of the message.
  const auto* closure = argument.getAsType().getNonReferenceType()->getAsCXXRecordDecl();
  const auto* body = closure && closure->isLambda() ? closure->getLambdaCallOperator() : nullptr;
  if (!body) return argument.getAsType();
  return body->getNumParams() > 0 ? body->getParamDecl(0)->getType() : clang::QualType();
}

/// A message that the call makes of its arguments. What they share matters only if the message keeps it.
Symbol Interpreter::typedMessage(const Invocation& call, const Api& api, std::vector<Payload>& payload) {
  const clang::QualType type = unwrapped(unit_, spelledMessage(call, api));
  if (type.isNull() || type->isDependentType()) return Symbol::none;
  const auto passed =
      llvm::ArrayRef(call.arguments)
          .drop_front(std::min(static_cast<std::size_t>(std::max(api.payload, 0)), call.arguments.size()));
  clang::QualType content = type;
  if (const auto* special = dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
      special && api.messageClass != kAbsent)
    if (const auto& arguments = special->getTemplateArgs(); static_cast<unsigned>(api.messageClass) < arguments.size())
      content = arguments[static_cast<unsigned>(api.messageClass)].getAsType();
  if (api.payload != kAbsent) flowIntoParts(unit_, content, passed);
  const auto shares = [](Ownership ownership) {
    return ownership == Ownership::sharedMutable || ownership == Ownership::rawPointer ||
           ownership == Ownership::reference;
  };
  if (api.payload != kAbsent && shares(ownershipOf(unit_, content)))
    for (const clang::Expr* argument : passed)
      if (Payload element = payloadOf(argument, 0); shares(element.ownership)) payload.push_back(element);
  return messageOf(unit_, {type});
}

Symbol Interpreter::message(const Invocation& call, const Api& api, std::vector<Payload>& payload) {
  const bool spelled = api.messageType != kAbsent || api.messageClass != kAbsent;
  if (spelled && !passesOn(unit_, call, api)) return typedMessage(call, api, payload);
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
  if (const clang::Expr* event = call.argument(first); event && unit_.dispatcherOf(event->getType()))
    return selectedMessage(event, payload);
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
  event.timeout = boundOf(unit_, call.argument(api.timeout));
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
  if (!event.resultUsed || api->style == CallStyle::blocking) event.style = api->style;
  event.resultUsed = true;
  if (onReply != Symbol::none) event.onReply = onReply;
  if (onError != Symbol::none) event.onError = onError;
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
