// Which code is the project's, and which of it belongs to the unit at hand.
#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/Basic/FileEntry.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <string>
#include <utility>

namespace clang {
class Sema;
}

namespace dramaturg {

/// The absolute path of a file without `.` and `..`, symbolic links as they are.
std::string absolutePath(clang::FileEntryRef file, const clang::SourceManager& sources);
/// `path` as seen from the folder `root` when it lies below it, else as it is.
std::string relativeTo(llvm::StringRef root, llvm::StringRef path);

class ProjectFiles {
 public:
  /// `root` is absolute.
  ProjectFiles(const clang::SourceManager& sources, std::string root);

  const std::string& root() const { return root_; }
  const clang::SourceManager& sources() const { return sources_; }

  /// Whether code there is the project's: below its root, no system header, no third-party folder; the main file
  /// always.
  bool contains(clang::SourceLocation location);
  bool contains(clang::FileID file);

  /// Lets `definitionOf` instantiate.
  void instantiateWith(clang::Sema& sema) { sema_ = &sema; }
  /// From now on only these files (and buffers without a file) belong to the unit: others were parsed with it, but it
  /// does not include them.
  void restrictTo(llvm::DenseSet<const clang::FileEntry*> files);
  /// Whether the unit includes the file of `location`.
  bool inUnit(clang::SourceLocation location);
  /// The definition of a record or function, if the unit includes it. Of a class template's specialisation also when
  /// nobody has needed it yet: that is chance, and no fact.
  const clang::CXXRecordDecl* definitionOf(const clang::CXXRecordDecl* record);
  const clang::FunctionDecl* definitionOf(const clang::FunctionDecl* function) { return included(function); }

 private:
  template <class Declaration>
  const Declaration* included(const Declaration* declaration) {
    const Declaration* definition = declaration ? declaration->getDefinition() : nullptr;
    return definition && inUnit(definition->getLocation()) ? definition : nullptr;
  }
  bool belongs(clang::FileID file) const;

  const clang::SourceManager& sources_;
  std::string root_;
  llvm::DenseMap<clang::FileID, bool> project_;
  clang::Sema* sema_ = nullptr;
  bool restricted_ = false;
  llvm::DenseSet<const clang::FileEntry*> unitFiles_;
  llvm::DenseMap<clang::FileID, bool> inUnit_;
};

}  // namespace dramaturg
