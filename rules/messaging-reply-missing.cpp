#include "model/event_index.h"
#include "rules/support.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-reply-missing",
                         "A caller can wait for an answer that never comes.",
                         Severity::error,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

/// Functions that run once, when an answer, a time or a thread comes.
std::set<FunctionId> continuationsOf(const ActorSystem& system) {
  std::set<FunctionId> continuations;
  const auto add = [&](Symbol symbol) { continuations.insert(system.functionOf(symbol)); };
  for (const Site site : system.events().sites<Call, Schedule, Task>()) {
    const Event& event = system.event(site);
    if (const auto* call = std::get_if<Call>(&event.what)) add(call->onReply), add(call->onError);
    if (const auto* schedule = std::get_if<Schedule>(&event.what); schedule && !schedule->periodic) add(schedule->body);
    if (const auto* task = std::get_if<Task>(&event.what)) add(task->body);
  }
  continuations.erase(FunctionId::none);
  return continuations;
}

class Search {
 public:
  explicit Search(const ActorSystem& system) : system_(system), continuations_(continuationsOf(system)) {
    for (const LinkedHandler& handler : system.handlers())
      if (handler.fact->kind == HandlerKind::message) handlers_.emplace_back(handler.body, handler.id);
    std::ranges::sort(handlers_);
  }

  void check(Site site, std::vector<Finding>& findings) const {
    const auto& missing = std::get<Unanswered>(system_.event(site).what);
    const HandlerId handler = handlerOf(site.function);
    if (!owes(site, missing, handler)) return;
    const auto callers = callersOf(handler);
    if (!callers) return;
    findings.push_back(report(site, missing, handler, *callers));
  }

 private:
  HandlerId handlerOf(FunctionId body) const {
    const auto found = std::ranges::lower_bound(handlers_, body, {}, &std::pair<FunctionId, HandlerId>::first);
    return found != handlers_.end() && found->first == body ? found->second : HandlerId::none;
  }

  bool owes(Site site, const Unanswered& missing, HandlerId handler) const {
    switch (missing.form) {
      case DutyForm::parameter:
        return handler != HandlerId::none || !system_.function(site.function).empty;
      case DutyForm::borrowed:
        return handler != HandlerId::none;
      case DutyForm::local:
        return handler != HandlerId::none || !missing.returned;
      case DutyForm::capture:
        return continuations_.contains(site.function);
    }
    return false;
  }

  /// Those who wait, for ever first; nothing when all who are known to send the message want no answer.
  std::optional<std::vector<const Edge*>> callersOf(HandlerId handler) const {
    std::vector<const Edge*> callers;
    if (handler == HandlerId::none) return callers;
    bool casts = false;
    for (const Edge* edge : system_.inbound(system_.handler(handler).actor)) {
      if (edge->toHandler != handler) continue;
      casts = casts || edge->kind == EdgeKind::cast;
      const auto* call = std::get_if<Call>(&system_.event(edge->site).what);
      if (call && (call->resultUsed || call->style != CallStyle::unobserved)) callers.push_back(edge);
    }
    if (callers.empty() && casts) return std::nullopt;
    std::ranges::sort(callers, {}, [&](const Edge* edge) { return std::pair(!waits(*edge), edge->site); });
    return callers;
  }

  bool waits(const Edge& edge) const {
    const auto& call = std::get<Call>(system_.event(edge.site).what);
    return holdsTurn(call) && !endsByItself(call.timeout);
  }

  /// What the library does about a promise that is lost.
  const Library* libraryOf(Site site, HandlerId handler) const {
    const ActorId owner = handler == HandlerId::none ? system_.ownerOf(site.function) : system_.handler(handler).actor;
    if (owner != ActorId::none) return system_.actor(owner).library;
    const auto said =
        std::ranges::find_if(system_.libraries(), [](const Library& x) { return !x.promiseSource.empty(); });
    return said == system_.libraries().end() ? nullptr : &*said;
  }

  Finding report(Site site, const Unanswered& missing, HandlerId handler,
                 const std::vector<const Edge*>& callers) const {
    Finding finding = begin(kInfo, placeOf(system_, site), system_.ownerOf(site.function));
    const std::string holder = quoted(system_.name(missing.holder));
    const std::string code = handler == HandlerId::none ? quoted(system_.name(system_.function(site.function).symbol))
                                                        : describe(system_, handler);
    finding.message = missing.always ? code + " never answers through " + holder
                                     : "a way through " + code + " ends without an answer through " + holder;
    finding.subject = std::string(system_.name(system_.function(site.function).symbol)) + " leaves " + holder;
    explain(site, missing, finding.evidence);
    for (std::size_t i = 0; i < callers.size() && i < kShown; ++i) {
      const auto& call = std::get<Call>(system_.event(callers[i]->site).what);
      const std::string limit = endsByItself(call.timeout) ? "until its time limit" : "for ever";
      finding.evidence.push_back(
          at(system_, callers[i]->site, sourceOf(system_, *callers[i]) + " waits for the answer " + limit));
    }
    const bool blocked = !callers.empty() && waits(*callers.front());
    finding.confidence = blocked || missing.decisions.size() < 2 ? Confidence::certain : Confidence::likely;
    if (const Library* library = libraryOf(site, handler); library && !library->promiseSource.empty()) {
      finding.evidence.push_back({finding.place, library->promiseSource});
      if (library->lossReachesCaller) finding.severity = Severity::suggestion;
    }
    finding.advice =
        "answer on every way, with an error where there is nothing to say; or keep the promise and answer later, at "
        "the latest when the actor ends";
    return finding;
  }

  void explain(Site site, const Unanswered& missing, Evidence& evidence) const {
    evidence.push_back(
        at(system_, site, "ends here, and nothing was done with " + quoted(system_.name(missing.holder))));
    evidence.push_back({missing.made, "an answer is owed from here on"});
    for (const Place& decision : missing.decisions) evidence.push_back({decision, "this test leads there"});
  }

  static constexpr std::size_t kShown = 3;
  const ActorSystem& system_;
  const std::set<FunctionId> continuations_;
  std::vector<std::pair<FunctionId, HandlerId>> handlers_;
};

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  const auto sites = system.events().sites<Unanswered>();
  if (sites.empty()) return;
  const Search search(system);
  for (const Site site : sites) search.check(site, findings);
}

}  // namespace

extern const Rule kMessagingReplyMissing;
const Rule kMessagingReplyMissing{kInfo, check};

}  // namespace dramaturg
