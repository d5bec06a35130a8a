#include "extract/annotations.h"

#include "clang/AST/Attr.h"

namespace dramaturg {
namespace {

constexpr llvm::StringLiteral kOurs = "dramaturg::";
constexpr llvm::StringLiteral kHandler = "handler";
constexpr llvm::StringLiteral kActor = "actor";

struct Note {
  llvm::StringRef word;
  llvm::StringRef keys;  ///< `placement: own-thread`
  clang::SourceLocation where;
};

/// The first of ours at any declaration of it.
std::optional<Note> noteAt(const clang::Decl* decl) {
  for (const clang::Decl* one : decl->redecls())
    for (const auto* attribute : one->specific_attrs<clang::AnnotateAttr>()) {
      llvm::StringRef text = attribute->getAnnotation();
      if (!text.consume_front(kOurs)) continue;
      const auto [word, keys] = text.split(' ');
      return Note{word, keys.trim(), attribute->getLocation()};
    }
  return std::nullopt;
}

std::string asMapping(const std::string& fixed, llvm::StringRef keys) {
  return "{" + fixed + (keys.empty() ? "" : ", " + keys.str()) + "}";
}

}  // namespace

const Api* Annotations::roleOf(const clang::FunctionDecl* function) {
  const std::optional<Note> note = noteAt(function);
  if (!note || note->word == kHandler) return nullptr;
  std::string error;
  const std::string name = function->getNameAsString();
  std::optional<Api> api = readApi(asMapping("name: '" + name + "', role: " + note->word.str(), note->keys), error);
  if (!api) return complain_(note->where, error), nullptr;
  roles_.push_back(std::move(*api));
  return &roles_.back();
}

const ActorBase* Annotations::actorOf(const clang::CXXRecordDecl* record) {
  const std::optional<Note> note = noteAt(record);
  if (!note) return nullptr;
  if (note->word != kActor)
    return complain_(note->where, "a class can be an `actor`, not a `" + note->word.str() + "`"), nullptr;
  std::string error;
  std::optional<ActorBase> base =
      readActorBase(asMapping("base: '" + record->getNameAsString() + "'", note->keys), error);
  if (!base) return complain_(note->where, error), nullptr;
  base->base.clear();  // it is an actor itself, not what actors derive from
  actors_.push_back(std::move(*base));
  return &actors_.back();
}

bool Annotations::isHandler(const clang::FunctionDecl* method) {
  const std::optional<Note> note = noteAt(method);
  return note && note->word == kHandler;
}

}  // namespace dramaturg
