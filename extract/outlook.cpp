// What a program does to be looked at, and what it leaves with brokers.
#include "extract/interpreter.h"
#include "extract/values.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::isa;

bool namesEnumerator(Unit& unit, const clang::Expr* argument, llvm::StringRef name) {
  const auto* reference = llvm::dyn_cast_or_null<clang::DeclRefExpr>(strip(unit, argument));
  return reference && isa<clang::EnumConstantDecl>(reference->getDecl()) && reference->getDecl()->getName() == name;
}

/// A string literal, or an object or constant that is made of nothing else.
bool spells(Unit& unit, const clang::Expr* argument, llvm::StringRef text) {
  const clang::Expr* value = argument ? strip(unit, argument) : nullptr;
  if (!value) return false;
  if (const auto* literal = dyn_cast<clang::StringLiteral>(value))
    return literal->getCharByteWidth() == 1 && literal->getString() == text;
  if (const auto* made = dyn_cast<clang::CXXConstructExpr>(value))
    return made->getNumArgs() > 0 && spells(unit, made->getArg(0), text);
  const auto* call = dyn_cast<clang::CallExpr>(value);
  return call && call->getNumArgs() == 1 && spells(unit, call->getArg(0), text);
}

/// The directives of a file up to a place in it, as words: `if`, `ifndef`, `define`, ...
std::vector<std::string> directivesBefore(const clang::SourceManager& sources, const clang::LangOptions& language,
                                          clang::FileID file, unsigned offset) {
  const llvm::StringRef text = sources.getBufferData(file);
  clang::Lexer lexer(sources.getLocForStartOfFile(file), language, text.begin(), text.begin(), text.end());
  std::vector<std::string> words;
  clang::Token token;
  bool hash = false;
  while (!lexer.LexFromRawLexer(token) && sources.getFileOffset(token.getLocation()) < offset) {
    if (hash && token.is(clang::tok::raw_identifier)) words.push_back(token.getRawIdentifier().str());
    hash = token.is(clang::tok::hash) && token.isAtStartOfLine();
  }
  return words;
}

/// Whether the preprocessor decides if this is compiled. What guards a header against its second inclusion does not.
bool isOptional(Unit& unit, clang::SourceLocation location) {
  const clang::SourceManager& sources = unit.ast.getSourceManager();
  const auto [file, offset] = sources.getDecomposedExpansionLoc(location);
  const std::vector<std::string> words = directivesBefore(sources, unit.ast.getLangOpts(), file, offset);
  const bool guarded = words.size() > 1 && words[0] == "ifndef" && words[1] == "define";
  int depth = guarded ? -1 : 0;
  for (const llvm::StringRef word : words) {
    if (word.starts_with("if")) ++depth;
    if (word == "endif") --depth;
  }
  return depth > 0;
}

}  // namespace

bool Interpreter::applies(const Invocation& call, const Api& api) {
  const auto anyArgument = [&](auto holds) { return llvm::any_of(call.arguments, holds); };
  if (api.atLeast != kAbsent) {
    const clang::Expr* last = call.arguments.empty() ? nullptr : call.arguments.back();
    if (!last || constantOf(unit_, last).value_or(api.atLeast - 1) < api.atLeast) return false;
  }
  for (const std::string& text : api.texts)
    if (!anyArgument([&](const clang::Expr* argument) { return spells(unit_, argument, text); })) return false;
  return api.when.empty() ||
         anyArgument([&](const clang::Expr* argument) { return namesEnumerator(unit_, argument, api.when); });
}

void Interpreter::trace(const Invocation& call, const Api& api) {
  const bool on = api.role == Role::traceOn;
  recorder_.emit(call.expr->getSourceRange(),
                 Trace{unit_.word(api.name), unit_.word(api.shows), on, isOptional(unit_, call.expr->getBeginLoc())});
  passedFunctions(call);
}

void Interpreter::broker(const Invocation& call, const Api& api) {
  BrokerUse use;
  use.action = api.role == Role::brokerTake          ? BrokerAction::consume
               : api.role == Role::brokerAcknowledge ? BrokerAction::acknowledge
                                                     : BrokerAction::publish;
  use.function = unit_.word(api.name);
  recorder_.emit(call.expr->getSourceRange(), use);
  passedFunctions(call);
}

}  // namespace dramaturg
