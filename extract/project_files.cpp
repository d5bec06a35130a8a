#include "extract/project_files.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/FileManager.h"
#include "clang/Sema/Sema.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <utility>

namespace dramaturg {
namespace {

/// Folders that hold other people's code wherever they lie in a project.
constexpr llvm::StringLiteral kForeignFolders[] = {"third_party", "third-party", "thirdparty",  "vendor",
                                                   "external",    "_deps",       "node_modules"};

bool isForeign(llvm::StringRef relative) {
  return std::any_of(llvm::sys::path::begin(relative), llvm::sys::path::end(relative),
                     [](llvm::StringRef part) { return llvm::is_contained(kForeignFolders, part); });
}

}  // namespace

std::string absolutePath(clang::FileEntryRef file, const clang::SourceManager& sources) {
  llvm::SmallString<256> path(file.getName());
  (void)sources.getFileManager().makeAbsolutePath(path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return std::string(path);
}

std::string relativeTo(llvm::StringRef root, llvm::StringRef path) {
  if (path.starts_with(root) && path.size() > root.size() && path[root.size()] == '/')
    return path.substr(root.size() + 1).str();
  return path.str();
}

ProjectFiles::ProjectFiles(const clang::SourceManager& sources, std::string root)
    : sources_(sources), root_(std::move(root)) {
  while (root_.size() > 1 && root_.back() == '/') root_.pop_back();
}

bool ProjectFiles::contains(clang::SourceLocation location) {
  if (location.isInvalid()) return false;
  return contains(sources_.getFileID(sources_.getExpansionLoc(location)));
}

bool ProjectFiles::contains(clang::FileID file) {
  if (file == sources_.getMainFileID()) return true;
  auto [known, isNew] = project_.try_emplace(file, false);
  return isNew ? known->second = belongs(file) : known->second;
}

bool ProjectFiles::belongs(clang::FileID file) const {
  const auto entry = sources_.getFileEntryRefForID(file);
  if (!entry || clang::SrcMgr::isSystem(sources_.getFileCharacteristic(sources_.getLocForStartOfFile(file))))
    return false;
  const std::string path = absolutePath(*entry, sources_);
  const std::string relative = relativeTo(root_, path);
  return relative.size() != path.size() && !isForeign(relative);
}

void ProjectFiles::restrictTo(llvm::DenseSet<const clang::FileEntry*> files) {
  unitFiles_ = std::move(files);
  restricted_ = true;
}

const clang::CXXRecordDecl* ProjectFiles::definitionOf(const clang::CXXRecordDecl* record) {
  if (sema_ && record && !record->getDefinition() && llvm::isa<clang::ClassTemplateSpecializationDecl>(record) &&
      !record->isDependentType())
    (void)sema_->isCompleteType(record->getLocation(), sema_->Context.getCanonicalTagType(record));
  return included(record);
}

bool ProjectFiles::inUnit(clang::SourceLocation location) {
  if (!restricted_ || location.isInvalid()) return true;
  const clang::FileID file = sources_.getFileID(sources_.getExpansionLoc(location));
  auto [known, isNew] = inUnit_.try_emplace(file, true);
  if (isNew)
    if (const clang::FileEntry* entry = sources_.getFileEntryForID(file)) known->second = unitFiles_.contains(entry);
  return known->second;
}

}  // namespace dramaturg
