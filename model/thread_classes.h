// Classes in which threads meet: what their methods do to their queues. Made for `model/home_made`.
#pragma once

#include "model/merge.h"

#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace dramaturg {

/// What a function leads to in the same thread; true: from inside a loop.
using Closure = std::map<FunctionId, bool>;

/// What is done to a member that is a queue.
enum class QueueUse : std::uint8_t { none, put, replace, take };

class ThreadClasses {
 public:
  explicit ThreadClasses(const ProgramFacts& facts);

  const Record* record(Symbol symbol) const;
  /// The class that a member belongs to, and the member.
  const Record* holderOf(Symbol field) const;
  const Member* member(Symbol field) const;
  /// The class itself and the classes of the project that it derives from.
  std::vector<Symbol> withBases(Symbol record) const;
  /// The class itself and what derives from it.
  std::vector<Symbol> withHeirs(Symbol record) const;
  std::span<const FunctionId> methods(Symbol record) const;
  /// The class whose code a function is, that of a lambda the one around it.
  Symbol classOf(FunctionId function) const;

  /// What a thread that starts with `root` runs; virtual calls lead to the methods of `self`.
  Closure closure(FunctionId root, Symbol self) const;
  /// What an event does to the member `field`: directly, or by a method of the queue class that it is of.
  QueueUse useOf(const Event& event, Symbol field) const;
  /// Whether the class is a queue between threads: lock and sequence, but no thread.
  bool isQueueClass(Symbol record) const;
  /// What a method of a queue class does to the queue.
  QueueUse useOf(FunctionId method, Symbol queueClass) const;

  const FunctionTable& functions() const { return facts_.functions; }
  const ProgramFacts& facts() const { return facts_; }

 private:
  FunctionId dispatch(Symbol callee, const std::vector<Symbol>& self) const;

  const ProgramFacts& facts_;
  std::unordered_map<Symbol, const Record*> records_;
  std::unordered_map<Symbol, std::pair<const Record*, const Member*>> members_;
  std::unordered_map<Symbol, std::vector<Symbol>> heirs_;
  std::unordered_map<Symbol, std::vector<FunctionId>> methods_;
  std::unordered_map<Symbol, std::vector<FunctionId>> overriders_;
};

}  // namespace dramaturg
