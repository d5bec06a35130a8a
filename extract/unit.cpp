#include "extract/unit.h"

#include "facts/canonical.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <algorithm>

namespace dramaturg {
namespace {

/// The declaration by which all instantiations of a member or function template are known.
const clang::FunctionDecl* patternOf(const clang::FunctionDecl* function) {
  if (const auto* pattern = function->getTemplateInstantiationPattern()) return pattern;
  return function;
}

/// What may declare members: a namespace, a class or the class of a template. Null for anything else.
const clang::DeclContext* scopeOf(const clang::NamedDecl* decl) {
  if (const auto* classTemplate = llvm::dyn_cast<clang::ClassTemplateDecl>(decl))
    decl = classTemplate->getTemplatedDecl();
  if (const auto* record = llvm::dyn_cast<clang::RecordDecl>(decl)) return record->getDefinition();
  return llvm::dyn_cast<clang::NamespaceDecl>(decl);
}

/// Whether the unit declares the qualified name.
bool declares(const clang::ASTContext& ast, ProjectFiles& project, llvm::StringRef name) {
  llvm::SmallVector<llvm::StringRef> parts;
  name.split(parts, "::");
  const clang::DeclContext* scope = ast.getTranslationUnitDecl();
  for (const llvm::StringRef part : llvm::ArrayRef(parts).drop_back()) {
    const auto found = scope->lookup(clang::DeclarationName(&ast.Idents.get(part)));
    scope = found.empty() ? nullptr : scopeOf(found.front());
    if (!scope) return false;
  }
  return llvm::any_of(scope->lookup(clang::DeclarationName(&ast.Idents.get(parts.back()))),
                      [&](const clang::NamedDecl* decl) { return project.inUnit(decl->getLocation()); });
}

llvm::SmallVector<const Profile*> activeOf(const clang::ASTContext& ast, ProjectFiles& project,
                                           const std::vector<Profile>& profiles) {
  const auto declared = [&](const std::string& name) { return declares(ast, project, name); };
  llvm::SmallVector<const Profile*> active;
  for (const Profile& profile : profiles)
    if ((profile.declares.empty() || llvm::any_of(profile.declares, declared)) &&
        llvm::none_of(profile.lacks, declared))
      active.push_back(&profile);
  return active;
}

bool hasMember(const clang::CXXRecordDecl* record, llvm::StringRef name) {
  return llvm::any_of(record->fields(), [&](const clang::FieldDecl* field) { return field->getName() == name; });
}

/// The library's own class, as the profile describes it.
bool isBase(const ActorBase& base, const std::string& name, const clang::CXXRecordDecl* record) {
  if (base.base.empty() || base.base != name) return false;
  return base.withMember.empty() || hasMember(record, base.withMember);
}

/// A class of the project that is an actor by what it has.
bool holdsOne(Unit& unit, const ActorBase& base, const clang::CXXRecordDecl* record) {
  if (base.holds.empty() || !unit.isProject(record->getLocation())) return false;
  return llvm::any_of(record->fields(), [&](const clang::FieldDecl* field) {
    return unit.specialisationOf(field->getType(), base.holds) != nullptr;
  });
}

bool isOrDerives(ProjectFiles& project, const clang::CXXRecordDecl* record, const std::string& name) {
  if (!record) return false;
  if (Unit::qualifiedName(record) == name) return true;
  record = project.definitionOf(record);
  return record && llvm::any_of(record->bases(), [&](const clang::CXXBaseSpecifier& base) {
           return isOrDerives(project, base.getType()->getAsCXXRecordDecl(), name);
         });
}

}  // namespace

Unit::Unit(clang::ASTContext& context, ProjectFiles& projectFiles, const std::vector<Profile>& allProfiles)
    : ast(context),
      sources(context.getSourceManager()),
      project(projectFiles),
      activeProfiles(activeOf(context, projectFiles, allProfiles)),
      profiles(llvm::make_pointee_range(activeProfiles)),
      annotations_([this](clang::SourceLocation where, std::string why) {
        const Place at = place(where);
        facts.problems.push_back({fileTable_[at.file], at.line, "annotation: " + why});
        facts.partial = true;
      }) {
  for (const Profile& profile : profiles)
    for (const Api& api : profile.functions) apisByName_[api.name].push_back({&api, &profile});
  if (const auto main = sources.getFileEntryRefForID(sources.getMainFileID()))
    mainPath_ = relativeTo(project.root(), absolutePath(*main, sources));
  facts.file = mainPath_;
}

// --- places ---------------------------------------------------------------------------------------------------

Place Unit::place(clang::SourceRange range) {
  if (range.getBegin().isInvalid()) return {};  // what the compiler makes up stands nowhere
  const clang::CharSourceRange expanded = sources.getExpansionRange(range);
  const auto begin = sources.getDecomposedLoc(expanded.getBegin());
  clang::SourceLocation last = expanded.getEnd();
  if (expanded.isTokenRange()) {
    const auto end = clang::Lexer::getLocForEndOfToken(last, 0, sources, ast.getLangOpts());
    if (end.isValid()) last = end;
  }
  const auto end = sources.getDecomposedLoc(last);
  auto [known, isNew] = fileIds_.try_emplace(begin.first, FileId::none);
  if (isNew)
    if (const auto file = sources.getFileEntryRefForID(begin.first))
      known->second = fileTable_.intern(relativeTo(project.root(), absolutePath(*file, sources)));
  Place place;
  place.file = known->second;
  if (!place.known()) return {};
  place.line = sources.getLineNumber(begin.first, begin.second);
  place.column = sources.getColumnNumber(begin.first, begin.second);
  const bool sameFile = end.first == begin.first;
  place.endLine = sameFile ? sources.getLineNumber(end.first, end.second) : place.line;
  place.endColumn = sameFile ? sources.getColumnNumber(end.first, end.second) : place.column;
  return place;
}

std::string Unit::text(const clang::Expr* expr) const {
  constexpr std::size_t kLongest = 60;
  const auto range = sources.getExpansionRange(expr->getSourceRange());
  std::string text = clang::Lexer::getSourceText(range, sources, ast.getLangOpts()).str();
  std::string line;
  for (const char c : text)
    if (!llvm::isSpace(c))
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  if (line.size() > kLongest) line = line.substr(0, kLongest - 3) + "...";
  return line;
}

// --- names ----------------------------------------------------------------------------------------------------

std::string Unit::qualifiedName(const clang::NamedDecl* decl) {
  std::string name = decl->getDeclName().getAsString();
  if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(decl))
    name = constructor->getParent()->getNameAsString();
  for (const clang::DeclContext* context = decl->getDeclContext(); context && !context->isTranslationUnit();
       context = context->getParent()) {
    if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context)) {
      if (!space->isInline() && !space->isAnonymousNamespace()) name = space->getName().str() + "::" + name;
    } else if (const auto* named = llvm::dyn_cast<clang::NamedDecl>(context)) {
      if (named->getIdentifier() && !named->getName().empty()) name = named->getName().str() + "::" + name;
    }
  }
  return name;
}

std::string Unit::keyOf(const clang::NamedDecl* decl) {
  const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl);
  const bool local = llvm::isa<clang::BindingDecl>(decl) || (variable && variable->isLocalVarDeclOrParm());
  if (local) {
    const auto* function = llvm::dyn_cast_or_null<clang::FunctionDecl>(decl->getParentFunctionOrMethod());
    const Place at = place(decl->getLocation());
    return (function ? symbols_[functionSymbol(function)].key : mainPath_) + "@" + decl->getNameAsString() + ":" +
           fileTable_[at.file] + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  llvm::SmallString<128> usr;
  if (clang::index::generateUSRForDecl(decl, usr)) usr = qualifiedName(decl);
  // Clang's USR of an entity with internal linkage holds only the base name of its file.
  if (!decl->hasExternalFormalLinkage() && !llvm::isa<clang::FieldDecl>(decl)) usr += "@" + mainPath_;
  return std::string(usr);
}

Symbol Unit::makeSymbol(const clang::NamedDecl* decl) {
  if (llvm::isa<clang::ParmVarDecl>(decl) || decl->getParentFunctionOrMethod())
    return symbols_.intern(keyOf(decl), decl->getNameAsString());
  return symbols_.intern(keyOf(decl), qualifiedName(decl));
}

Symbol Unit::symbolOf(const clang::NamedDecl* decl) {
  const auto* canonical = llvm::cast<clang::NamedDecl>(decl->getCanonicalDecl());
  if (const auto known = symbolsByDecl_.find(canonical); known != symbolsByDecl_.end()) return known->second;
  const Symbol symbol = makeSymbol(canonical);  // may insert others: look up again
  symbolsByDecl_[canonical] = symbol;
  return symbol;
}

Symbol Unit::messageSymbol(const clang::NamedDecl* constant) {
  return symbols_.intern(keyOf(llvm::cast<clang::NamedDecl>(constant->getCanonicalDecl())),
                         constant->getNameAsString());
}

Symbol Unit::functionSymbol(const clang::FunctionDecl* function) {
  if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(function); method && method->getParent()->isLambda())
    return lambdaSymbol(method->getParent());
  return symbolOf(function);
}

Symbol Unit::lambdaSymbol(const clang::CXXRecordDecl* closure) {
  if (const auto known = symbolsByDecl_.find(closure); known != symbolsByDecl_.end()) return known->second;
  const auto* around = llvm::dyn_cast_or_null<clang::FunctionDecl>(closure->getParentFunctionOrMethod());
  const Place at = place(closure->getLocation());
  std::string key = around ? symbols_[functionSymbol(around)].key : mainPath_;
  key += "@lambda:" + fileTable_[at.file] + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  const std::string name = around ? std::string(symbols_[functionSymbol(around)].name) : qualifiedName(closure);
  const bool nested = llvm::StringRef(name).starts_with("lambda in ");
  const Symbol symbol = symbols_.intern(key, nested || name.empty() ? name : "lambda in " + name);
  symbolsByDecl_[closure] = symbol;
  return symbol;
}

// --- what libraries say ---------------------------------------------------------------------------------------

llvm::ArrayRef<ApiUse> Unit::apisOf(const clang::FunctionDecl* callee) {
  const clang::FunctionDecl* pattern = patternOf(callee)->getCanonicalDecl();
  auto [known, isNew] = apis_.try_emplace(pattern, nullptr);
  if (isNew) {
    const Profile* home = annotated();
    if (const Api* said = home ? annotations_.roleOf(pattern) : nullptr)
      known->second = &saidApis_.emplace_back(ApiUses{{said, home}});
    else if (const auto found = apisByName_.find(qualifiedName(pattern)); found != apisByName_.end())
      known->second = &found->second;
  }
  return known->second ? llvm::ArrayRef<ApiUse>(*known->second) : llvm::ArrayRef<ApiUse>();
}

BaseUse Unit::actorBaseOf(const clang::CXXRecordDecl* record) {
  record = project.definitionOf(record);
  if (!record || record->isDependentType()) return {};
  if (const auto known = bases_.find(record); known != bases_.end()) return known->second;
  BaseUse found;
  if (const Profile* home = annotated())
    if (const ActorBase* said = annotations_.actorOf(record)) found = {said, home};
  const std::string name = qualifiedName(record);
  for (const Profile& profile : profiles)
    for (const ActorBase& base : profile.actors)
      if (!found && isBase(base, name, record)) found = {&base, &profile};
  // Several bases may fit; the profile lists the more special ones first.
  for (const auto& specifier : record->bases()) {
    const BaseUse other = actorBaseOf(specifier.getType()->getAsCXXRecordDecl());
    if (other && (!found || other.base < found.base)) found = other;
  }
  for (const Profile& profile : profiles)
    for (const ActorBase& base : profile.actors)
      if (!found && ((base.stateClass && isStateClass(record, base, profile)) || holdsOne(*this, base, record)))
        found = {&base, &profile};
  bases_[record] = found;
  return found;
}

/// A class of its own, whose `start` returns a behaviour.
bool Unit::isStateClass(const clang::CXXRecordDecl* record, const ActorBase& base, const Profile& profile) {
  return project.contains(record->getLocation()) && llvm::any_of(record->methods(), [&](const auto* method) {
           return method->getIdentifier() && method->getName() == base.start && !method->isStatic() &&
                  specialisationOf(method->getReturnType(), profile.behaviours);
         });
}

bool Unit::isActorBase(const clang::CXXRecordDecl* record) {
  const BaseUse use = actorBaseOf(record);
  return use && !use.base->stateClass && use.base->base == qualifiedName(record);
}

BaseUse Unit::actorBehind(clang::QualType type) {
  type = type.getNonReferenceType();
  if (type->isPointerType()) return actorBaseOf(type->getPointeeCXXRecordDecl());
  return {};
}

BaseUse Unit::actorReturning(clang::QualType type) {
  for (const Profile& profile : profiles)
    if (!profile.actors.empty() && specialisationOf(type, profile.behaviours))
      return {&profile.actors.back(), &profile};
  return {};
}

const clang::CXXRecordDecl* Unit::specialisationOf(clang::QualType type, const std::vector<std::string>& names) {
  const clang::CXXRecordDecl* record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || names.empty()) return nullptr;
  const auto named = llvm::find(names, qualifiedName(record));
  if (named != names.end()) return matched(*named), record;
  record = project.definitionOf(record);
  if (!record) return nullptr;
  for (const auto& base : record->bases())
    if (const auto* found = specialisationOf(base.getType(), names)) return found;
  return nullptr;
}

const clang::CXXRecordDecl* Unit::argumentOf(const clang::CXXRecordDecl* record, llvm::StringRef type,
                                             unsigned argument) {
  const auto* special = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
  if (!special || special->getTemplateArgs().size() <= argument || qualifiedName(special) != type) return nullptr;
  const auto& about = special->getTemplateArgs()[argument];
  return about.getKind() == clang::TemplateArgument::Type ? about.getAsType()->getAsCXXRecordDecl() : nullptr;
}

const Profile* Unit::annotated() const {
  const auto home =
      llvm::find_if(activeProfiles, [](const Profile* profile) { return profile->library == "annotated"; });
  return home == activeProfiles.end() ? nullptr : *home;
}

const Profile* Unit::listing(std::vector<std::string> Profile::* list, llvm::StringRef name) {
  for (const Profile& profile : profiles)
    for (const std::string& entry : profile.*list)
      if (entry == name) return matched(entry), &profile;
  return nullptr;
}

void Unit::matched(const std::string& entry, Place at) {
  if (!wantsMatches) return;
  auto& [count, first] = matched_[&entry];
  if (count++ == 0 || !first.known()) first = at;
}

std::vector<ProfileMatch> Unit::matches() {
  std::vector<ProfileMatch> matches;
  for (const Profile& profile : profiles)
    for (const auto& [_, section, entry] : entriesOf(profile)) {
      const auto found = matched_.find(entry);
      if (found == matched_.end()) continue;
      const auto& [count, first] = found->second;
      matches.push_back({profile.library, section, *entry, count,
                         first.known() ? fileTable_[first.file] : std::string(), first.known() ? first.line : 0});
    }
  return matches;
}

const Dispatcher* Unit::dispatcherOf(clang::QualType type) {
  type = type.getNonReferenceType();
  if (type->isPointerType()) type = type->getPointeeType();
  for (const Profile& profile : profiles)
    for (const Dispatcher& dispatcher : profile.dispatchers)
      if (isOrDerives(project, type->getAsCXXRecordDecl(), dispatcher.message))
        return matched(dispatcher.message), &dispatcher;
  return nullptr;
}

bool Unit::isEntry(const clang::FunctionDecl* function) {
  if (!function->getDeclContext()->getRedeclContext()->isTranslationUnit() || !function->getIdentifier()) return false;
  return listing(&Profile::entries, function->getName()) != nullptr;
}

Symbol Unit::use(const Profile& profile) {
  const Symbol name = word(profile.library, profile.title);
  const auto known = std::any_of(facts.libraries.begin(), facts.libraries.end(),
                                 [&](const Library& library) { return library.name == name; });
  if (!known) {
    facts.libraries.push_back(profile.defaults);
    facts.libraries.back().name = name;
  }
  return name;
}

// --- facts ----------------------------------------------------------------------------------------------------

void Unit::addFlow(Handle to, Handle from, Place at) {
  if (to.kind == HandleKind::unknown || from.kind == HandleKind::unknown || to == from) return;
  const Flow flow{to, from, at};
  if (facts.flows.empty() || !(facts.flows.back() == flow)) facts.flows.push_back(flow);
}

UnitFacts Unit::take() {
  facts.symbols = symbols_.take();
  facts.files = fileTable_.take();
  canonicalise(facts);
  return std::move(facts);
}

}  // namespace dramaturg
