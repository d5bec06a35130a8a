// The function that is being recorded, and the ones around it.
#pragma once

#include "extract/handles.h"
#include "extract/held_locks.h"
#include "extract/unit.h"

#include <vector>

namespace dramaturg {

/// Keeps what surrounds each statement of the walk: function, loops, conditions, ancestors. Events that are emitted
/// take their context from here.
class Recorder {
 public:
  explicit Recorder(Unit& recordedUnit) : unit(recordedUnit) {}

  Unit& unit;

  // --- functions
  void enter(const clang::FunctionDecl* decl, Function fact);
  /// Hands the finished function to the unit.
  void leave();
  Function& function() { return frames_.back().fact; }
  const clang::FunctionDecl* decl() const { return frames_.back().decl; }
  /// The actor whose code this is, declared as one if it was not yet.
  Owner owner() const { return ownerOf(unit, decl()); }
  bool recording() const { return !frames_.empty(); }

  // --- events
  /// Adds an event here; the same event at the same place is one.
  void emit(clang::SourceRange range, EventKind what);
  /// An earlier event of this function, to be told more of.
  template <class Kind>
  Kind* eventAt(std::size_t index) {
    return std::get_if<Kind>(&function().events[index].what);
  }
  std::size_t eventCount() { return function().events.size(); }

  // --- context
  std::uint32_t enterLoop(Loop loop);  ///< returns what `leaveLoop` takes
  void leaveLoop(std::uint32_t outer);
  std::uint32_t addCondition(Condition condition);
  void pushGuard(std::uint32_t condition) { frames_.back().guards.push_back(condition); }
  std::size_t guardDepth() const { return frames_.back().guards.size(); }
  void popGuards(std::size_t depth) { frames_.back().guards.resize(depth); }

  HeldLocks& locks() { return frames_.back().locks; }
  std::uint32_t addLock(Lock lock);

  // --- ancestors, innermost last; only those within the current function
  void push(const clang::Stmt* statement) { frames_.back().ancestors.push_back(statement); }
  void pop() { frames_.back().ancestors.pop_back(); }
  /// The statements around the one that is being walked, innermost last.
  llvm::ArrayRef<const clang::Stmt*> ancestors() const { return frames_.back().ancestors; }
  /// Types that the surrounding `try` blocks of this function catch; a null type catches all.
  std::vector<const clang::CXXTryStmt*>& tries() { return frames_.back().tries; }

  /// Local variables of this function that are promises which it has made.
  std::vector<const clang::VarDecl*>& promises() { return frames_.back().promises; }

  /// Mentions of local variables by which their memory is sent.
  std::vector<const clang::DeclRefExpr*>& sent() { return frames_.back().sent; }

  /// The member that a constructor is initialising, while its initialiser is walked.
  const clang::FieldDecl* initialised() const { return frames_.back().initialised; }
  void initialise(const clang::FieldDecl* field) { frames_.back().initialised = field; }

  /// Expressions that a surrounding call has already told of (its handlers, its message).
  void claim(const clang::Stmt* statement) { claimed_.insert(statement); }
  bool claimed(const clang::Stmt* statement) const { return claimed_.contains(statement); }

 private:
  struct Frame {
    const clang::FunctionDecl* decl = nullptr;
    Function fact;
    const clang::FieldDecl* initialised = nullptr;
    std::uint32_t loop = 0;
    std::vector<std::uint32_t> guards;
    HeldLocks locks;
    std::vector<const clang::Stmt*> ancestors;
    std::vector<const clang::CXXTryStmt*> tries;
    std::vector<const clang::VarDecl*> promises;
    std::vector<const clang::DeclRefExpr*> sent;
    llvm::DenseMap<std::pair<std::uint32_t, std::uint32_t>, llvm::SmallVector<std::uint32_t, 2>>
        eventsAt;  ///< by place
  };
  std::vector<Frame> frames_;
  llvm::DenseSet<const clang::Stmt*> claimed_;
};

}  // namespace dramaturg
