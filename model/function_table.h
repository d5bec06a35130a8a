// The functions of a program. Few are ever looked at in full: what linking asks of all of them is at hand, the rest is
// read from the bytes of their piece when somebody wants it. That takes a tenth of the memory.
#pragma once

#include "facts/unit_facts.h"
#include "model/ids.h"
#include "model/numbering.h"
#include "model/run_count.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace dramaturg {

/// A `FunctionCall`.
struct CallSite {
  std::uint32_t event = 0;
  Symbol callee = Symbol::none;
  CallForm form = CallForm::direct;
  Repetition repetition;
};

/// An event of another kind, but for reads and writes of state.
struct RareSite {
  std::uint32_t event = 0;
  std::uint8_t kind = 0;  ///< among the alternatives of `EventKind`
  bool mentionsSender = false;
};

/// What a function is, without what it does.
struct FunctionHead {
  Symbol symbol = Symbol::none;
  Symbol enclosing = Symbol::none;
  Symbol record = Symbol::none;
  Place place;
  FunctionForm form = FunctionForm::function;
  bool entry = false;
  bool endless = false;  ///< has an endless loop
  bool state = false;    ///< reads or writes fields
  std::uint32_t events = 0;
};

/// The functions of one piece of facts, in bytes; or some that were changed while linking.
class PieceFunctions {
 public:
  /// Part of one of the sequences below.
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  struct Entry {
    FunctionHead head;
    std::uint32_t offset = 0;
    Range overrides, calls, rare;
  };

  PieceFunctions(std::string facts, NumberedPiece numbers) : facts_(std::move(facts)), numbers_(std::move(numbers)) {}
  explicit PieceFunctions(std::vector<Function> functions);

  /// To be called once: gives the other facts of the piece; nothing when they are damaged.
  std::optional<UnitFacts> read();

  std::span<const Entry> entries() const { return entries_; }
  std::span<const Symbol> overrides(Range range) const { return part(overrides_, range); }
  std::span<const CallSite> calls(Range range) const { return part(calls_, range); }
  std::span<const RareSite> rare(Range range) const { return part(rare_, range); }
  Function function(const Entry& entry) const;

 private:
  template <class T>
  static std::span<const T> part(const std::vector<T>& all, Range range) {
    return std::span(all).subspan(range.first, range.count);
  }
  void skim(const Function& function, const Event& event);
  void skim(const Function& function, std::uint32_t events, std::size_t offset);

  std::string facts_;
  NumberedPiece numbers_;
  std::vector<Function> functions_;  ///< instead of bytes
  std::vector<Entry> entries_;
  std::vector<Symbol> overrides_;
  std::vector<CallSite> calls_;
  std::vector<RareSite> rare_;
  // While reading, of the function at hand:
  std::uint32_t event_ = 0;
  bool state_ = false;
};

class FunctionTable {
 public:
  FunctionTable() = default;
  /// Sorted by symbol; of several functions with one symbol the one with most events.
  explicit FunctionTable(std::vector<std::unique_ptr<const PieceFunctions>> pieces);
  FunctionTable(FunctionTable&&) noexcept = default;
  FunctionTable& operator=(FunctionTable&&) noexcept = default;
  ~FunctionTable();

  std::size_t size() const { return all_.size(); }
  FunctionId find(Symbol symbol) const;
  const FunctionHead& head(FunctionId id) const { return entry(id).head; }
  std::span<const Symbol> overrides(FunctionId id) const { return piece(id).overrides(entry(id).overrides); }
  std::span<const CallSite> calls(FunctionId id) const { return piece(id).calls(entry(id).calls); }
  std::span<const RareSite> rare(FunctionId id) const { return piece(id).rare(entry(id).rare); }

  /// Puts changed functions in the place of those with their symbols. What was read of these is gone.
  void replace(std::unique_ptr<const PieceFunctions> changed);

  /// All of it. Read when first asked for; safe to ask from several threads.
  const Function& operator[](FunctionId id) const;
  const Event& event(Site site) const { return (*this)[site.function].events[site.event]; }

 private:
  struct Row {
    const PieceFunctions* piece = nullptr;
    const PieceFunctions::Entry* entry = nullptr;
  };
  const PieceFunctions& piece(FunctionId id) const { return *all_[at(id)].piece; }
  const PieceFunctions::Entry& entry(FunctionId id) const { return *all_[at(id)].entry; }
  static bool better(const Row& a, const Row& b);

  std::vector<std::unique_ptr<const PieceFunctions>> pieces_;
  std::vector<Row> all_;
  std::unique_ptr<std::atomic<const Function*>[]> read_;  ///< by function; none: not asked for yet
};

}  // namespace dramaturg
