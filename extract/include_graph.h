// Who includes whom, and whose macros: what a unit is made of, and whether it would read the same on its own.
#pragma once

#include "clang/Basic/FileEntry.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

#include <string>
#include <vector>

namespace dramaturg {

/// The files of a unit, as it first includes them: main file first, each with what it includes before the next.
class UnitFiles {
 public:
  using File = const clang::FileEntry*;

  bool contains(File file) const { return spans_.contains(file); }
  /// Both in the unit: `first` is entered before `second`.
  bool enteredBefore(File first, File second) const { return spans_.lookup(first).begin < spans_.lookup(second).begin; }
  /// Both in the unit: `second` is first entered when `first` and all that it includes are over.
  bool overBefore(File first, File second) const { return spans_.lookup(first).end <= spans_.lookup(second).begin; }
  llvm::ArrayRef<File> all() const { return order_; }

 private:
  friend class IncludeGraph;
  struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<File> order_;
  llvm::DenseMap<File, Span> spans_;
};

class ProjectFiles;

class IncludeGraph {
 public:
  using File = UnitFiles::File;

  explicit IncludeGraph(clang::Preprocessor& preprocessor);

  /// Also watches macros from here on, for `differsAlone`.
  void watchMacros();
  /// What was parsed so far is common to several units.
  void endOfCommonPart();

  /// All files that the main file reaches, with those that the command line includes.
  UnitFiles unitFiles() const;
  /// The reference by which a file of the unit was first included; the main file's own.
  clang::FileEntryRef reference(File file) const;
  /// Why the unit could read differently if it had been parsed on its own; empty if it could not: each macro that its
  /// files use or look for comes from its files, and in its own order is there, or not yet there, as it was here. The
  /// files of libraries may come in any order among themselves. Names that only an `#if` looks for are not watched.
  std::string differsAlone(const UnitFiles& files, ProjectFiles& project) const;

 private:
  class IncludeWatcher;
  class MacroWatcher;

  void entered(clang::FileID file);
  void skipped(clang::SourceLocation from, clang::FileEntryRef to);
  void included(clang::FileID from, clang::FileID to, clang::FileEntryRef as);
  /// The file that answers for what happens in `file`: fragments that are included again and again (`<cassert>`,
  /// `<stddef.h>`, lists of macros) are part of whoever includes them.
  File answerable(clang::FileID file) const;
  /// A macro that nobody sees but the file that defines it, and its fragments: it is undefined there again.
  bool isPassing(const clang::IdentifierInfo* macro, File definer) const;
  bool isGuardOf(const clang::IdentifierInfo* macro, clang::FileID file) const;
  std::string whoseMacros(const UnitFiles& files, ProjectFiles& project) const;
  std::string inWhichOrder(const UnitFiles& files, ProjectFiles& project) const;
  std::string nameOf(File file) const { return reference(file).getName().str(); }

  clang::Preprocessor& preprocessor_;
  const clang::SourceManager& sources_;
  // One node for each time that a file was entered: fragments include different things at different times.
  llvm::DenseMap<clang::FileID, llvm::SetVector<clang::FileID>> includes_;
  llvm::SetVector<clang::FileID> forced_;  ///< included by the command line
  llvm::DenseMap<File, clang::FileID> first_;
  llvm::DenseMap<File, clang::FileEntryRef> references_;
  llvm::SetVector<File> renamed_;  ///< included under two names

  // What happened to macros, by the places where it happened.
  struct Use {
    bool guard = false;  ///< of the definer, against being included twice
  };
  llvm::MapVector<std::pair<clang::FileID, clang::FileID>, Use> uses_;              ///< by user and definer
  llvm::SetVector<std::pair<clang::FileID, const clang::IdentifierInfo*>> absent_;  ///< looked for, not defined
  llvm::MapVector<const clang::IdentifierInfo*, llvm::SmallVector<clang::FileID, 1>> definers_;
  llvm::DenseSet<std::pair<const clang::IdentifierInfo*, clang::FileID>> undefiners_;
  llvm::SetVector<clang::FileID> counters_;  ///< who uses `__COUNTER__`
  llvm::DenseSet<File> common_;
};

}  // namespace dramaturg
