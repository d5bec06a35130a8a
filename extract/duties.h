// What a function has to answer, and the ways on which it forgets to.
#pragma once

#include "extract/unit.h"
#include "extract/ways_out.h"

namespace dramaturg {

class Duties {
 public:
  explicit Duties(Unit& unit) : unit_(unit) {}

  /// A variable that gets a promise which has to be kept.
  bool makes(const clang::VarDecl* variable);
  struct Forgotten {
    clang::SourceLocation end;
    Unanswered fact;
  };
  /// Those of a function, whose own variables `locals` are: parameters, captures and `locals` that some way leaves
  /// unanswered.
  std::vector<Forgotten> forgottenBy(const clang::FunctionDecl* function, llvm::ArrayRef<const clang::VarDecl*> locals);

 private:
  enum class Kind : std::uint8_t { none, promise, request };
  Kind kindOf(clang::QualType type);
  Kind classify(clang::QualType type);
  bool isReading(const clang::NamedDecl* member);
  void check(const clang::FunctionDecl* function, const clang::VarDecl* holder, DutyForm form,
             std::vector<Forgotten>& found);
  bool ends(const clang::Stmt* statement);
  /// Whether nobody but the function that captures it, or what is left behind beside it, can answer instead.
  bool isSole(const clang::VarDecl* holder, const clang::CXXMethodDecl* lambda);

  struct Mentions;
  void collect(const clang::Stmt* statement, Mentions& mentions);

  Unit& unit_;
  llvm::DenseMap<const void*, Kind> kinds_;
};

}  // namespace dramaturg
