// What a message is and what it carries.
#include "extract/interpreter.h"
#include "extract/selectors.h"
#include "extract/types.h"
#include "extract/values.h"

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

/// Whether somewhere in the statement a variable gets another value, or somebody who may give it one.
bool changes(const clang::Stmt* statement, const clang::ValueDecl* variable) {
  if (!statement) return false;
  const auto names = [&](const clang::Expr* expr) {
    const auto* reference = dyn_cast<clang::DeclRefExpr>(expr->IgnoreParenImpCasts());
    return reference && reference->getDecl() == variable;
  };
  if (const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(statement)) {
    if (op->getOperator() == clang::OO_Equal && names(op->getArg(0))) return true;
  } else if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement)) {
    if (binary->isAssignmentOp() && names(binary->getLHS())) return true;
  } else if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(statement)) {
    const auto* method = member->getMethodDecl();
    if (method && !method->isConst() && names(member->getImplicitObjectArgument())) return true;
  }
  if (const auto* call = dyn_cast<clang::CallExpr>(statement); call && call->getDirectCallee())
    for (unsigned i = 0; i < call->getNumArgs() && i < call->getDirectCallee()->getNumParams(); ++i) {
      const clang::QualType type = call->getDirectCallee()->getParamDecl(i)->getType();
      if (type->isReferenceType() && !type->getPointeeType().isConstQualified() && names(call->getArg(i))) return true;
    }
  return llvm::any_of(statement->children(), [&](const clang::Stmt* child) { return changes(child, variable); });
}

/// A local variable that the loop around neither declares nor changes.
bool isSameInEveryPass(const clang::ValueDecl* decl, llvm::ArrayRef<const clang::Stmt*> ancestors) {
  const auto* variable = dyn_cast<clang::VarDecl>(decl);
  if (!variable || !variable->hasLocalStorage()) return false;
  for (const clang::Stmt* around : llvm::reverse(ancestors)) {
    if (!llvm::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(around)) continue;
    const clang::SourceManager& sources = variable->getASTContext().getSourceManager();
    const bool inside = sources.isBeforeInTranslationUnit(around->getBeginLoc(), variable->getLocation()) &&
                        sources.isBeforeInTranslationUnit(variable->getLocation(), around->getEndLoc());
    return !inside && !changes(around, variable);
  }
  return false;
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

Payload Interpreter::payloadOf(const clang::Expr* argument, unsigned index, bool claims) {
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
  if (payload.ownership == Ownership::value && !payload.moved) payload.bulk = bulkOf(unit_, value->getType());
  payload.type = unit_.word(typeName(unit_, type));
  if (!member.empty()) payload.member = unit_.word(member);
  if (payload.ownership == Ownership::handle) {
    payload.holder = handleOf(unit_, argument);
  } else if (const auto* reference = dyn_cast<clang::DeclRefExpr>(value)) {
    payload.holder = holderOf(unit_, reference->getDecl());
    payload.again = isSameInEveryPass(reference->getDecl(), recorder_.ancestors());
    if (claims) recorder_.claim(value);
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    const bool open = payload.ownership == Ownership::sharedMutable || payload.ownership == Ownership::rawPointer ||
                      payload.ownership == Ownership::reference;
    if (open && !payload.moved && variable && variable->hasLocalStorage() &&
        !reference->refersToEnclosingVariableOrCapture())
      recorder_.sent().push_back(reference);
  } else if (const auto* access = dyn_cast<clang::MemberExpr>(value)) {
    const clang::ValueDecl* message = messageAround(unit_, access);
    payload.holder = holderOf(unit_, message ? message : access->getMemberDecl());
    if (claims) recorder_.claim(value);
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
  const bool keepsShared = shares(ownershipOf(unit_, content));
  const bool keepsCopies = isBulky(bulkOf(unit_, content));
  if (api.payload != kAbsent && (keepsShared || keepsCopies))
    for (const clang::Expr* argument : passed) {
      const Payload element = payloadOf(argument, 0);
      const bool tells = (keepsShared && shares(element.ownership)) || (keepsCopies && isBulky(element.bulk));
      if (tells) payload.push_back(element);
    }
  return messageOf(unit_, {type});
}

Symbol Interpreter::message(const Invocation& call, const Api& api, std::vector<Payload>& payload) {
  const bool spelled = api.messageType != kAbsent || api.messageClass != kAbsent;
  if (spelled && !passesOn(unit_, call, api)) return typedMessage(call, api, payload);
  if (api.declared) return declaredMessage(call, payload);
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

/// A function whose parameters are the message.
Symbol Interpreter::declaredMessage(const Invocation& call, std::vector<Payload>& payload) {
  (void)messageFrom(call, 0, kAbsent, payload);
  std::vector<clang::QualType> elements;
  for (const clang::ParmVarDecl* parameter : call.callee->parameters()) elements.push_back(parameter->getType());
  return messageOf(unit_, elements);
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
  const clang::QualType content = pointeeOf(value->getType());
  const bool keepsCopies = isBulky(bulkOf(unit_, content));
  for (unsigned i = 0; i < given.size(); ++i) {
    const Payload element = payloadOf(given[i], i);
    const bool tells = element.ownership != Ownership::value || (keepsCopies && isBulky(element.bulk));
    if (tells) payload.push_back(element);
  }
  return messageOf(unit_, {content});
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
    if (element.ownership != Ownership::value || isBulky(element.bulk)) payload.push_back(element);
    elements.push_back(argument->getType());
  }
  return messageOf(unit_, elements);
}

}  // namespace dramaturg
