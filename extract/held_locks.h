// Which locks a function holds where the walk is: by guard objects until their scope ends, or between two calls.
#pragma once

#include "facts/unit_facts.h"

#include "clang/AST/Decl.h"

#include <vector>

namespace dramaturg {

class HeldLocks {
 public:
  /// `guard`: the object that releases it; null for a lock that a call takes and another one gives back.
  void take(const clang::VarDecl* guard, Symbol lock, std::uint32_t number, bool held = true);
  /// A call on the guard or the lock itself. Taking one that was released is taking the same one again.
  bool takeAgain(const clang::VarDecl* guard, Symbol lock) { return set(guard, lock, true); }
  bool release(const clang::VarDecl* guard, Symbol lock) { return set(guard, lock, false); }

  /// Indices into `Function::locks`.
  std::vector<std::uint32_t> numbers() const;
  /// Those of locks that are never given back here: somebody else's business.
  std::vector<std::uint32_t> open() const;

  // --- control flow
  std::size_t depth() const { return locks_.size(); }
  /// The end of a block: guard objects that were made since are gone.
  void leave(std::size_t depth);
  using State = std::vector<bool>;
  State state() const;
  void restore(const State& state);
  /// Where ways meet, a lock is held if it is on both.
  void meet(const State& other);

 private:
  struct Held {
    const clang::VarDecl* guard = nullptr;
    Symbol lock = Symbol::none;
    std::uint32_t number = 0;
    bool held = true;
    bool released = false;  ///< at some place
    bool gone = false;
  };
  bool set(const clang::VarDecl* guard, Symbol lock, bool held);

  std::vector<Held> locks_;
};

}  // namespace dramaturg
