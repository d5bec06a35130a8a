#include "extract/include_graph.h"

#include "extract/project_files.h"

#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"

#include <memory>

namespace dramaturg {

class IncludeGraph::IncludeWatcher : public clang::PPCallbacks {
 public:
  explicit IncludeWatcher(IncludeGraph& graph) : graph_(graph) {}

  void FileChanged(clang::SourceLocation location, FileChangeReason reason, clang::SrcMgr::CharacteristicKind,
                   clang::FileID) override {
    if (reason == EnterFile) graph_.entered(graph_.sources_.getFileID(location));
  }
  void FileSkipped(const clang::FileEntryRef& file, const clang::Token& name,
                   clang::SrcMgr::CharacteristicKind) override {
    graph_.skipped(name.getLocation(), file);
  }

 private:
  IncludeGraph& graph_;
};

class IncludeGraph::MacroWatcher : public clang::PPCallbacks {
 public:
  explicit MacroWatcher(IncludeGraph& graph) : graph_(graph) {}

  void MacroExpands(const clang::Token& name, const clang::MacroDefinition& definition, clang::SourceRange,
                    const clang::MacroArgs*) override {
    if (name.getIdentifierInfo()->isStr("__COUNTER__")) graph_.counters_.insert(fileOf(name.getLocation()));
    used(name, definition);
  }
  void MacroUndefined(const clang::Token& name, const clang::MacroDefinition& definition,
                      const clang::MacroDirective*) override {
    graph_.undefiners_.insert({name.getIdentifierInfo(), fileOf(name.getLocation())});
    used(name, definition);
  }
  void MacroDefined(const clang::Token& name, const clang::MacroDirective* directive) override {
    auto& definers = graph_.definers_[name.getIdentifierInfo()];
    const clang::FileID file = fileOf(directive->getLocation());
    if (!llvm::is_contained(definers, file)) definers.push_back(file);
  }
  void Defined(const clang::Token& name, const clang::MacroDefinition& definition, clang::SourceRange) override {
    lookedFor(name, definition);
  }
  void Ifdef(clang::SourceLocation, const clang::Token& name, const clang::MacroDefinition& definition) override {
    lookedFor(name, definition);
  }
  void Ifndef(clang::SourceLocation, const clang::Token& name, const clang::MacroDefinition& definition) override {
    lookedFor(name, definition);
  }
  void Elifdef(clang::SourceLocation, const clang::Token& name, const clang::MacroDefinition& definition) override {
    lookedFor(name, definition);
  }
  void Elifndef(clang::SourceLocation, const clang::Token& name, const clang::MacroDefinition& definition) override {
    lookedFor(name, definition);
  }

 private:
  clang::FileID fileOf(clang::SourceLocation location) const {
    return graph_.sources_.getFileID(graph_.sources_.getExpansionLoc(location));
  }

  void used(const clang::Token& name, const clang::MacroDefinition& definition) {
    const clang::MacroInfo* macro = definition.getMacroInfo();
    if (!macro || macro->isBuiltinMacro()) return;
    auto [definer, isNew] = definers_.try_emplace(macro);
    if (isNew) definer->second = fileOf(macro->getDefinitionLoc());
    const clang::FileID user = fileOf(name.getLocation());
    if (user == definer->second || user.isInvalid() || definer->second.isInvalid()) return;
    // A file that finds its own guard set says what it said before.
    if (graph_.sources_.getFileEntryForID(user) == graph_.sources_.getFileEntryForID(definer->second))
      graph_.includes_[user].insert(definer->second);
    else
      graph_.uses_[{user, definer->second}].guard |= graph_.isGuardOf(name.getIdentifierInfo(), definer->second);
  }

  void lookedFor(const clang::Token& name, const clang::MacroDefinition& definition) {
    if (definition.getMacroInfo())
      used(name, definition);
    else
      graph_.absent_.insert({fileOf(name.getLocation()), name.getIdentifierInfo()});
  }

  IncludeGraph& graph_;
  llvm::DenseMap<const clang::MacroInfo*, clang::FileID> definers_;
};

IncludeGraph::IncludeGraph(clang::Preprocessor& preprocessor)
    : preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()) {
  preprocessor.addPPCallbacks(std::make_unique<IncludeWatcher>(*this));
}

void IncludeGraph::watchMacros() { preprocessor_.addPPCallbacks(std::make_unique<MacroWatcher>(*this)); }

void IncludeGraph::endOfCommonPart() {
  for (const auto& [file, reference] : references_) common_.insert(file);
}

void IncludeGraph::entered(clang::FileID file) {
  const auto entry = sources_.getFileEntryRefForID(file);
  const clang::SourceLocation from = sources_.getIncludeLoc(file);
  if (!entry || from.isInvalid()) return;  // the main file, and what the compiler says itself
  first_.try_emplace(&entry->getFileEntry(), file);
  included(sources_.getFileID(from), file, *entry);
}

void IncludeGraph::skipped(clang::SourceLocation from, clang::FileEntryRef to) {
  const auto first = first_.find(&to.getFileEntry());
  if (first != first_.end()) included(sources_.getFileID(sources_.getExpansionLoc(from)), first->second, to);
}

void IncludeGraph::included(clang::FileID from, clang::FileID to, clang::FileEntryRef as) {
  (sources_.getFileEntryForID(from) ? includes_[from] : forced_).insert(to);
  const auto [known, isNew] = references_.try_emplace(&as.getFileEntry(), as);
  if (!isNew && known->second.getName() != as.getName() &&
      absolutePath(known->second, sources_) != absolutePath(as, sources_))
    renamed_.insert(&as.getFileEntry());
}

clang::FileEntryRef IncludeGraph::reference(File file) const {
  const auto known = references_.find(file);
  return known != references_.end() ? known->second : *sources_.getFileEntryRefForID(sources_.getMainFileID());
}

UnitFiles IncludeGraph::unitFiles() const {
  UnitFiles files;
  llvm::DenseSet<clang::FileID> seen;
  const auto enter = [&](const auto& self, clang::FileID id) -> void {
    if (!seen.insert(id).second) return;
    const File file = sources_.getFileEntryForID(id);
    const bool isNew = files.spans_.try_emplace(file, UnitFiles::Span{files.order_.size(), 0}).second;
    if (isNew) files.order_.push_back(file);
    if (const auto included = includes_.find(id); included != includes_.end())
      for (const clang::FileID next : included->second) self(self, next);
    if (isNew) files.spans_[file].end = files.order_.size();
  };
  for (const clang::FileID id : forced_) enter(enter, id);
  enter(enter, sources_.getMainFileID());
  return files;
}

IncludeGraph::File IncludeGraph::answerable(clang::FileID file) const {
  const auto& headers = preprocessor_.getHeaderSearchInfo();
  while (true) {
    const auto entry = sources_.getFileEntryRefForID(file);
    if (entry && headers.isFileMultipleIncludeGuarded(*entry)) return &entry->getFileEntry();
    const clang::SourceLocation includer = sources_.getIncludeLoc(file);
    if (includer.isInvalid()) return entry ? &entry->getFileEntry() : nullptr;
    file = sources_.getFileID(includer);
  }
}

bool IncludeGraph::isPassing(const clang::IdentifierInfo* macro, File definer) const {
  return llvm::any_of(undefiners_,
                      [&](const auto& one) { return one.first == macro && answerable(one.second) == definer; });
}

bool IncludeGraph::isGuardOf(const clang::IdentifierInfo* macro, clang::FileID file) const {
  const auto entry = sources_.getFileEntryRefForID(file);
  const auto* header = entry ? preprocessor_.getHeaderSearchInfo().getExistingFileInfo(*entry) : nullptr;
  return header && header->LazyControllingMacro.isValid() && header->LazyControllingMacro.getPtr() == macro;
}

std::string IncludeGraph::differsAlone(const UnitFiles& files, ProjectFiles& project) const {
  for (const File file : renamed_)
    if (files.contains(file)) return "`" + nameOf(file) + "` has several names";
  bool counts = false;
  for (const clang::FileID file : counters_) counts |= project.contains(file) && files.contains(answerable(file));
  if (counts && counters_.size() > 1) return "`__COUNTER__` counts on over several files";
  std::string difference = whoseMacros(files, project);
  return difference.empty() ? inWhichOrder(files, project) : difference;
}

std::string IncludeGraph::whoseMacros(const UnitFiles& files, ProjectFiles& project) const {
  for (const auto& [ids, use] : uses_) {
    const auto [userId, definerId] = ids;
    const File user = answerable(userId), definer = answerable(definerId);
    if (!user || !definer || user == definer || !files.contains(user)) continue;
    const bool foreign = !project.contains(userId) && !project.contains(definerId);
    if (!files.contains(definer) && (!foreign || use.guard))
      return "`" + nameOf(user) + "` uses a macro of a file that the unit does not include";
    if (files.contains(definer) && !foreign && common_.contains(user) && files.overBefore(user, definer))
      return "the unit includes `" + nameOf(user) + "` before a macro that it uses";
  }
  return {};
}

std::string IncludeGraph::inWhichOrder(const UnitFiles& files, ProjectFiles& project) const {
  for (const auto& [userId, macro] : absent_) {
    const auto definers = definers_.find(macro);
    const File user = answerable(userId);
    if (definers == definers_.end() || !user || !common_.contains(user) || !files.contains(user)) continue;
    for (const clang::FileID definerId : definers->second) {
      const File definer = answerable(definerId);
      const bool foreign = !project.contains(userId) && !project.contains(definerId);
      if (!definer || definer == user || foreign || !files.contains(definer) || isPassing(macro, definer)) continue;
      if (files.enteredBefore(definer, user))
        return "`" + nameOf(user) + "` looks for the macro `" + macro->getName().str() +
               "`, which the unit defines before";
    }
  }
  return {};
}

}  // namespace dramaturg
