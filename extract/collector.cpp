#include "extract/collector.h"

#include "extract/cpu_clock.h"
#include "extract/unit.h"
#include "extract/walker.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Frontend/CompilerInstance.h"

#include <regex>

namespace dramaturg {

using llvm::dyn_cast;

// --- suppressions ---------------------------------------------------------------------------------------------

bool SuppressionComments::HandleComment(clang::Preprocessor& preprocessor, clang::SourceRange range) {
  const auto text = clang::Lexer::getSourceText(clang::CharSourceRange::getCharRange(range),
                                                preprocessor.getSourceManager(), preprocessor.getLangOpts());
  if (text.contains("dramaturg:")) found_.emplace_back(range, text.str());
  return false;
}

/// A comment that only mentions the form, as the one in the header does, allows nothing.
std::vector<Suppression> SuppressionComments::of(Unit& unit) const {
  static const std::regex kAllow(R"(^/[/*]\s*dramaturg:\s*allow\(([^)]*)\)\s*([^\n]*))");
  std::vector<Suppression> suppressions;
  for (const auto& [range, text] : found_) {
    std::smatch match;
    const bool own = unit.project.contains(range.getBegin()) && unit.project.inUnit(range.getBegin());
    if (!own || !std::regex_search(text, match, kAllow)) continue;
    std::string reason = match[2];
    if (const auto end = reason.rfind("*/"); end != std::string::npos) reason.resize(end);
    reason.erase(reason.find_last_not_of(" \t\r") + 1);
    suppressions.push_back({unit.place(range.getBegin()), match[1], reason});
  }
  return suppressions;
}

// --- the parse ------------------------------------------------------------------------------------------------

Collector::Collector(Collection& collection, clang::CompilerInstance& compiler)
    : collection_(collection),
      compiler_(compiler),
      project_(compiler.getSourceManager(), collection.job.root),
      foreign_(project_) {
  compiler.getPreprocessor().addCommentHandler(&comments_);
}

bool Collector::HandleTopLevelDecl(clang::DeclGroupRef group) {
  for (const clang::Decl* declaration : group) {
    // Instantiations come when something mentions them.
    const auto* function = dyn_cast<clang::FunctionDecl>(declaration);
    const bool instantiation = function && isImplicitInstantiation(function);
    if (!instantiation && project_.contains(declaration->getLocation())) declarations_.push_back(declaration);
  }
  return true;
}

void Collector::HandleTranslationUnit(clang::ASTContext& ast) {
  if (collection_.abandoned) return;
  const CpuClock clock;
  collection_.files = collection_.includes.unitFiles();
  if (collection_.shared) {
    collection_.differsAlone = collection_.includes.differsAlone(collection_.files, project_);
    const auto files = collection_.files.all();
    project_.restrictTo({files.begin(), files.end()});
  }
  if (collection_.differsAlone.empty()) collect(ast);
  collection_.microseconds = clock.microseconds();
}

void Collector::collect(clang::ASTContext& ast) {
  ast.getDiagnostics().setSuppressAllDiagnostics(true);  // what we instantiate is not the user's fault
  project_.instantiateWith(compiler_.getSema());
  Unit unit(ast, project_, collection_.profiles);
  unit.wantsMatches = collection_.job.matches;
  Walker walker(unit);
  for (const clang::Decl* declaration : declarations_)
    if (project_.inUnit(declaration->getLocation())) visit(walker, declaration);
  // Walking finds instantiations, which may mention others.
  for (auto found = walker.instantiations().take(); !found.empty(); found = walker.instantiations().take())
    for (const clang::FunctionDecl* function : found) visit(walker, function);
  unit.facts.suppressions = comments_.of(unit);
  collection_.differsAlone = walker.instantiations().stray();
  collection_.matches = unit.matches();
  collection_.facts = unit.take();
}

// --- declarations ---------------------------------------------------------------------------------------------

void Collector::visit(Walker& walker, const clang::Decl* declaration) {
  if (const auto* function = dyn_cast<clang::FunctionDecl>(declaration)) {
    // A lambda's body is walked with the function around it.
    const auto* method = dyn_cast<clang::CXXMethodDecl>(function);
    const bool lambda = method && method->getParent()->isLambda();
    if (!lambda && walked_.insert(function).second) walker.function(function);
  } else if (const auto* variable = dyn_cast<clang::VarDecl>(declaration)) {
    walker.instantiations().mentioned(variable->getType());
    walker.instantiations().mentionedBelow(variable->getInit());
    walker.variable(variable);
  } else if (const auto* record = dyn_cast<clang::CXXRecordDecl>(declaration)) {
    if (!record->isDependentType() && record->isThisDeclarationADefinition()) visitRecord(walker, record);
  } else if (const auto* context = dyn_cast<clang::DeclContext>(declaration);
             context && llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl, clang::ExportDecl>(declaration)) {
    members(walker, context);
  }
}

void Collector::visitRecord(Walker& walker, const clang::CXXRecordDecl* record) {
  Instantiations& instantiations = walker.instantiations();
  if (const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
      special && special->isExplicitInstantiationOrSpecialization())
    instantiations.instantiated(record);
  for (const auto& base : record->bases()) instantiations.mentioned(base.getType());
  for (const auto* field : record->fields()) {
    instantiations.mentioned(field->getType());
    instantiations.mentionedBelow(field->getInClassInitializer());
  }
  walker.record(record);
  members(walker, record);
}

void Collector::members(Walker& walker, const clang::DeclContext* context) {
  for (const clang::Decl* member : context->decls()) {
    const auto* function = dyn_cast<clang::FunctionDecl>(member);
    if (!function || !isImplicitInstantiation(function)) visit(walker, member);
  }
}

}  // namespace dramaturg
