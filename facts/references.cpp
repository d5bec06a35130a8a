#include "facts/references.h"

#include "facts/fields.h"

namespace dramaturg {
namespace {

struct ReferenceCheck {
  std::size_t symbols;
  std::size_t files;
  const Function* function = nullptr;  ///< the one whose loops and conditions are meant
  std::string problem;

  void fail(const char* what, std::size_t number) {
    problem = std::string("no such ") + what + ": " + std::to_string(number);
  }

  void check(Symbol symbol) {
    const auto number = static_cast<std::size_t>(symbol);
    if (number >= symbols) fail("symbol", number);
  }
  void check(FileId file) {
    const auto number = static_cast<std::size_t>(file);
    if (number >= files) fail("file", number);
  }
  template <class T>
  void check(const std::vector<T>& items) {
    for (const T& item : items) check(item);
  }
  void check(const EventKind& what) {
    std::visit([this](const auto& kind) { fields(*this, kind); }, what);
  }
  void check(const Event& event) {
    fields(*this, event);
    if (event.loop > function->loops.size()) fail("loop", event.loop);
    for (const std::uint32_t guard : event.guards)
      if (guard >= function->conditions.size()) fail("condition", guard);
    for (const std::uint32_t lock : event.locks)
      if (lock >= function->locks.size()) fail("lock", lock);
  }
  void check(const Function& x) {
    function = &x;
    fields(*this, x);
    for (const Loop& loop : x.loops)
      if (loop.outer > x.loops.size()) fail("loop", loop.outer);
  }
  template <Listed T>
  void check(const T& x) {
    fields(*this, x);
  }
  void check(const auto&) {}

  void operator()(const char*, const auto& member) { check(member); }
};

}  // namespace

std::string danglingReference(const UnitFacts& unit) {
  ReferenceCheck references{unit.symbols.size(), unit.files.size(), nullptr, {}};
  if (unit.symbols.empty() != unit.files.empty()) return "one of the tables of symbols and files is missing";
  if (unit.symbols.empty()) references.symbols = references.files = 1;  // the empty unit: only `none` exists
  fields(references, unit);
  return references.problem;
}

}  // namespace dramaturg
