#include "model/event_index.h"
#include "rules/support.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"state-lock-across-send",
                         "A lock is held while waiting for somebody else.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

/// What happens while a lock is held, and how it is known.
struct Harm {
  Site site;  ///< under the lock: the wait itself, or the call that leads there
  Evidence evidence;
  Confidence confidence = Confidence::certain;
};

/// Waits that may take long, and are not the waits that a lock is there for.
bool harms(const Block& block) {
  switch (block.kind) {
    case BlockKind::lock:  // two locks: their order matters, not how long they are held
    case BlockKind::file:
    case BlockKind::library:
      return false;
    default:
      return !block.conditional && !waitsForNothing(block);
  }
}

std::string lasting(const Bound& bound) {
  return bound.kind == BoundKind::none ? " for ever" : bound.kind == BoundKind::unknown ? "" : ", " + describe(bound);
}

std::optional<std::string> harmOf(const ActorSystem& system, const Event& event) {
  if (const auto* block = std::get_if<Block>(&event.what); block && harms(*block))
    return "waits in " + quoted(system.name(block->function)) + lasting(block->bound);
  const auto* call = std::get_if<Call>(&event.what);
  if (call == nullptr || !holdsTurn(*call)) return std::nullopt;
  return "waits for the answer to " + quoted(system.name(call->message)) + lasting(call->timeout);
}

/// Functions that take locks, by lock.
using Holders = std::map<Symbol, std::set<FunctionId>>;

class Search {
 public:
  explicit Search(const ActorSystem& system) : system_(system) {
    for (const Site site : system.events().sites<Block>())
      if (std::get<Block>(system.event(site).what).kind == BlockKind::lock) locking_.insert(site.function);
    for (const FunctionId function : locking_)
      for (const Lock& lock : system.function(function).locks)
        if (lock.lock != Symbol::none) holders_[lock.lock].insert(function);
  }

  void run(std::vector<Finding>& findings) const {
    for (const FunctionId id : locking_) {
      const Function& function = system_.function(id);
      for (std::uint32_t lock = 0; lock < function.locks.size(); ++lock)
        if (const auto harm = firstHarm(id, lock)) findings.push_back(report(id, function.locks[lock], *harm));
    }
  }

 private:
  std::optional<Harm> firstHarm(FunctionId id, std::uint32_t lock) const {
    const Function& function = system_.function(id);
    std::optional<Harm> found;
    for (std::uint32_t i = 0; i < function.events.size(); ++i) {
      const Event& event = function.events[i];
      if (std::ranges::find(event.locks, lock) == event.locks.end()) continue;
      const Site site{id, i};
      if (const auto harm = harmOf(system_, event)) return Harm{site, {at(system_, site, *harm)}, Confidence::certain};
      if (const auto* call = std::get_if<FunctionCall>(&event.what); call && !found) found = through(site, *call);
    }
    return found;
  }

  /// A wait in what is called. Whoever is given the lock may give it back before.
  std::optional<Harm> through(Site site, const FunctionCall& call) const {
    const FunctionId callee = system_.functionOf(call.callee);
    if (callee == FunctionId::none || call.form == CallForm::passed || call.form == CallForm::given)
      return std::nullopt;
    for (const Reached& reached : system_.reach(callee)) {
      const Function& function = system_.function(reached.function);
      if (reached.confidence != Confidence::certain) continue;
      for (std::uint32_t i = 0; i < function.events.size(); ++i) {
        const auto harm = harmOf(system_, function.events[i]);
        if (!harm) continue;
        Harm found{site, {at(system_, site, "calls " + quoted(system_.name(call.callee)))}, Confidence::likely};
        append(found.evidence, describePath(system_, reached.path));
        found.evidence.push_back(at(system_, {reached.function, i}, *harm));
        return found;
      }
    }
    return std::nullopt;
  }

  Finding report(FunctionId id, const Lock& lock, const Harm& harm) const {
    Finding finding = begin(kInfo, placeOf(system_, harm.site), system_.ownerOf(id));
    const std::string name = lock.lock == Symbol::none ? "a lock" : quoted(system_.name(lock.lock));
    finding.confidence = harm.confidence;
    finding.message =
        name + " is held while " + quoted(system_.name(system_.function(id).symbol)) + " waits for somebody else";
    finding.subject = std::string(system_.name(system_.function(id).symbol)) + " holds " + name;
    finding.evidence.push_back({lock.place, "the lock is taken here"});
    append(finding.evidence, harm.evidence);
    addOthers(id, lock, finding.evidence);
    finding.advice =
        "let go of the lock before waiting: copy what is needed under it, wait, and take it again to store the "
        "result; or give the data to one actor and ask that";
    return finding;
  }

  void addOthers(FunctionId id, const Lock& lock, Evidence& evidence) const {
    constexpr std::size_t kShown = 2;
    std::size_t shown = 0;
    const auto others = holders_.find(lock.lock);
    if (others == holders_.end()) return;
    for (const FunctionId other : others->second)
      for (const Lock& taken : system_.function(other).locks)
        if (other != id && taken.lock == lock.lock && shown++ < kShown)
          evidence.push_back({taken.place, quoted(system_.name(system_.function(other).symbol)) +
                                               " stands still meanwhile, it takes the same lock"});
  }

  const ActorSystem& system_;
  std::set<FunctionId> locking_;
  Holders holders_;
};

void check(const ActorSystem& system, std::vector<Finding>& findings) { Search(system).run(findings); }

}  // namespace

extern const Rule kStateLockAcrossSend;
const Rule kStateLockAcrossSend{kInfo, check};

}  // namespace dramaturg
