#include "extract/collector.h"

#include "extract/walker.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Preprocessor.h"

#include <regex>

namespace dramaturg {
namespace {

using llvm::dyn_cast;

/// `// dramaturg: allow(rule-id) reason`; a comment that only mentions it, as this one does, allows nothing.
struct SuppressionComments : clang::CommentHandler {
  std::vector<std::pair<clang::SourceRange, std::string>> found;

  bool HandleComment(clang::Preprocessor& preprocessor, clang::SourceRange range) override {
    const auto text = clang::Lexer::getSourceText(clang::CharSourceRange::getCharRange(range),
                                                  preprocessor.getSourceManager(), preprocessor.getLangOpts());
    if (text.contains("dramaturg:")) found.emplace_back(range, text.str());
    return false;
  }
};

/// Walks the declarations of the project once the unit is parsed. Instantiations of templates come as declarations
/// of their own, so that patterns, which know no types, are passed over.
class Collector : public clang::ASTConsumer {
 public:
  Collector(const Job& job, const std::vector<Profile>& profiles, SuppressionComments& comments, UnitFacts& facts)
      : job_(job), profiles_(profiles), comments_(comments), facts_(facts) {}

  void Initialize(clang::ASTContext& ast) override { unit_.emplace(ast, job_, profiles_); }

  /// Bodies of other people's plain functions say nothing and cost most of the parse. Templates are kept: only their
  /// instantiations reach the project's own templates and lambdas.
  bool shouldSkipFunctionBody(clang::Decl* declaration) override {
    const auto* function = declaration->getAsFunction();
    return function && !function->isTemplated() && !unit_->isProject(declaration->getLocation());
  }

  bool HandleTopLevelDecl(clang::DeclGroupRef group) override {
    declarations_.insert(declarations_.end(), group.begin(), group.end());
    return true;
  }

  void HandleTranslationUnit(clang::ASTContext&) override {
    Unit& unit = *unit_;
    Walker walker(unit);
    for (const clang::Decl* declaration : declarations_)
      if (unit.isProject(declaration->getLocation())) visit(unit, walker, declaration);
    suppressions(unit);
    facts_ = unit.take();
  }

 private:
  void visit(Unit& unit, Walker& walker, const clang::Decl* declaration) {
    if (const auto* function = dyn_cast<clang::FunctionDecl>(declaration)) {
      // A lambda's body is walked with the function around it.
      const auto* method = dyn_cast<clang::CXXMethodDecl>(function);
      if (!method || !method->getParent()->isLambda()) walker.function(function);
    } else if (const auto* record = dyn_cast<clang::CXXRecordDecl>(declaration)) {
      if (record->isDependentType() || !record->isThisDeclarationADefinition()) return;
      walker.record(record);
      members(unit, walker, record);
    } else if (const auto* space = dyn_cast<clang::NamespaceDecl>(declaration)) {
      members(unit, walker, space);
    } else if (const auto* linkage = dyn_cast<clang::LinkageSpecDecl>(declaration)) {
      members(unit, walker, linkage);
    } else if (const auto* exported = dyn_cast<clang::ExportDecl>(declaration)) {
      members(unit, walker, exported);
    }
  }

  void members(Unit& unit, Walker& walker, const clang::DeclContext* context) {
    for (const clang::Decl* member : context->decls()) visit(unit, walker, member);
  }

  void suppressions(Unit& unit) {
    static const std::regex kAllow(R"(^/[/*]\s*dramaturg:\s*allow\(([^)]*)\)\s*([^\n]*))");
    for (const auto& [range, text] : comments_.found) {
      std::smatch match;
      if (!unit.isProject(range.getBegin()) || !std::regex_search(text, match, kAllow)) continue;
      std::string reason = match[2];
      if (const auto end = reason.rfind("*/"); end != std::string::npos) reason.resize(end);
      reason.erase(reason.find_last_not_of(" \t\r") + 1);
      unit.facts.suppressions.push_back({unit.place(range.getBegin()), match[1], reason});
    }
  }

  const Job& job_;
  const std::vector<Profile>& profiles_;
  SuppressionComments& comments_;
  UnitFacts& facts_;
  std::optional<Unit> unit_;
  std::vector<const clang::Decl*> declarations_;
};

class CollectAction : public clang::ASTFrontendAction {
 public:
  CollectAction(const Job& job, const std::vector<Profile>& profiles, UnitFacts& facts)
      : job_(job), profiles_(profiles), facts_(facts) {}

 protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef) override {
    compiler.getPreprocessor().addCommentHandler(&comments_);
    return std::make_unique<Collector>(job_, profiles_, comments_, facts_);
  }

 private:
  const Job& job_;
  const std::vector<Profile>& profiles_;
  UnitFacts& facts_;
  SuppressionComments comments_;
};

}  // namespace

std::unique_ptr<clang::FrontendAction> collectFacts(const Job& job, const std::vector<Profile>& profiles,
                                                    UnitFacts& facts) {
  return std::make_unique<CollectAction>(job, profiles, facts);
}

}  // namespace dramaturg
