// What is done with a unit once Clang has parsed it: its declarations are walked, the facts collected.
#pragma once

#include "extract/foreign_code.h"
#include "extract/include_graph.h"
#include "extract/profile.h"
#include "facts/job.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/Lex/Preprocessor.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dramaturg {

class Unit;
class Walker;

/// What a collector is given, and where it leaves what it found. Must outlive it.
struct Collection {
  const Job& job;  ///< read when the unit has been parsed
  const std::vector<Profile>& profiles;
  IncludeGraph& includes;
  const bool& abandoned;  ///< there is no unit in the end
  bool shared = false;    ///< other files than the unit's own were parsed with it

  UnitFacts facts = {};
  std::vector<ProfileMatch> matches = {};
  UnitFiles files = {};
  std::string differsAlone = {};  ///< why a shared parse is not as good as one alone; there are no facts then
  std::uint64_t microseconds = 0;
};

/// Comments that look like `// dramaturg: allow(rule-id) reason`.
class SuppressionComments : public clang::CommentHandler {
 public:
  bool HandleComment(clang::Preprocessor& preprocessor, clang::SourceRange range) override;
  /// Those in the unit's own project files that say so in the right form.
  std::vector<Suppression> of(Unit& unit) const;

 private:
  std::vector<std::pair<clang::SourceRange, std::string>> found_;
};

class Collector : public clang::ASTConsumer {
 public:
  Collector(Collection& collection, clang::CompilerInstance& compiler);

  bool shouldSkipFunctionBody(clang::Decl* function) override { return foreign_.skips(function); }
  bool HandleTopLevelDecl(clang::DeclGroupRef group) override;
  void HandleTranslationUnit(clang::ASTContext& ast) override;

  ProjectFiles& project() { return project_; }
  ForeignCode& foreignCode() { return foreign_; }

 private:
  void collect(clang::ASTContext& ast);
  void visit(Walker& walker, const clang::Decl* declaration);
  void visitRecord(Walker& walker, const clang::CXXRecordDecl* record);
  void members(Walker& walker, const clang::DeclContext* context);

  Collection& collection_;
  clang::CompilerInstance& compiler_;
  ProjectFiles project_;
  ForeignCode foreign_;
  SuppressionComments comments_;
  std::vector<const clang::Decl*> declarations_;
  llvm::DenseSet<const clang::FunctionDecl*> walked_;
};

}  // namespace dramaturg
