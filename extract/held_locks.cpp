#include "extract/held_locks.h"

#include "llvm/ADT/STLExtras.h"

namespace dramaturg {

void HeldLocks::take(const clang::VarDecl* guard, Symbol lock, std::uint32_t number, bool held) {
  locks_.push_back({guard, lock, number, held, false, false});
}

bool HeldLocks::set(const clang::VarDecl* guard, Symbol lock, bool held) {
  for (Held& one : llvm::reverse(locks_)) {
    const bool meant = guard && one.guard ? one.guard == guard : !one.guard && one.lock == lock && lock != Symbol::none;
    if (one.gone || !meant) continue;
    one.held = held;
    one.released |= !held;
    return true;
  }
  return false;
}

std::vector<std::uint32_t> HeldLocks::numbers() const {
  std::vector<std::uint32_t> numbers;
  for (const Held& one : locks_)
    if (one.held && !one.gone) numbers.push_back(one.number);
  return numbers;
}

std::vector<std::uint32_t> HeldLocks::open() const {
  std::vector<std::uint32_t> numbers;
  for (const Held& one : locks_)
    if (!one.guard && !one.released) numbers.push_back(one.number);
  return numbers;
}

void HeldLocks::leave(std::size_t depth) {
  for (std::size_t i = depth; i < locks_.size(); ++i)
    if (locks_[i].guard) locks_[i].gone = true;
}

HeldLocks::State HeldLocks::state() const {
  State state;
  for (const Held& one : locks_) state.push_back(one.held);
  return state;
}

void HeldLocks::restore(const State& state) {
  for (std::size_t i = 0; i < state.size() && i < locks_.size(); ++i) locks_[i].held = state[i];
}

void HeldLocks::meet(const State& other) {
  for (std::size_t i = 0; i < locks_.size(); ++i) locks_[i].held = locks_[i].held && i < other.size() && other[i];
}

}  // namespace dramaturg
