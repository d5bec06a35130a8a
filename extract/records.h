// Classes in which threads meet, and what their members are to these threads.
#pragma once

#include "extract/unit.h"

namespace dramaturg {

class Records {
 public:
  explicit Records(Unit& unit) : unit_(unit) {}

  /// Writes the class down, if threads meet in it.
  void declare(const clang::CXXRecordDecl* record);
  /// Whether it is a class of the project with threads, locks or queues between threads, or owns something of such a
  /// class.
  bool meetsThreads(const clang::CXXRecordDecl* record);

 private:
  Member describe(const clang::FieldDecl* field, Record& record);

  Unit& unit_;
  llvm::DenseMap<const clang::CXXRecordDecl*, bool> known_;
  llvm::DenseSet<const clang::CXXRecordDecl*> declared_;
};

/// Whether values of the type are answers that come later.
bool isFuture(Unit& unit, clang::QualType type);

}  // namespace dramaturg
