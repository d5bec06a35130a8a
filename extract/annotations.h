// What the code says of itself: `[[clang::annotate("dramaturg::cast declared: true")]]` is an entry of a profile,
// written at the function or class that it is about (`annotate/dramaturg/annotate.hpp`).
#pragma once

#include "extract/profile.h"

#include "clang/AST/DeclCXX.h"

#include <deque>
#include <functional>
#include <optional>

namespace dramaturg {

class Annotations {
 public:
  /// Called with an annotation that is no entry, and why.
  using Complain = std::function<void(clang::SourceLocation, std::string why)>;
  explicit Annotations(Complain complain) : complain_(std::move(complain)) {}

  /// The role of a function; null: it has none. Valid as long as this object.
  const Api* roleOf(const clang::FunctionDecl* function);
  /// What a class is as an actor; null: none.
  const ActorBase* actorOf(const clang::CXXRecordDecl* record);
  static bool isHandler(const clang::FunctionDecl* method);

 private:
  Complain complain_;
  std::deque<Api> roles_;
  std::deque<ActorBase> actors_;
};

}  // namespace dramaturg
