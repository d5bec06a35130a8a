// Work that is started and perhaps waited for: tasks, or an actor that is asked to do it.
#include "decision-tree/evaluate/evaluate.h"
#include "model/event_index.h"

#include <algorithm>
#include <array>

namespace dramaturg {
namespace {

const Task& taskAt(const ActorSystem& system, Site site) { return std::get<Task>(system.event(site).what); }

Step startAt(const ActorSystem& system, Site site, const std::string& what) {
  const Symbol body = taskAt(system, site).body;
  return stepAt(system, site, (body == Symbol::none ? "the task" : quoted(system.name(body))) + " " + what);
}

void voteOnLoop(const ActorSystem& system, const std::vector<Site>& path, Site site, Votes& votes) {
  for (const LoopAround& around : loopsAround(system, path, site)) {
    const Loop& loop = loopOf(system, around);
    if (loop.kind != LoopKind::container) continue;
    votes.add(
        "yes", Confidence::likely,
        {loop.place, loop.over == Symbol::none ? "starts it for each element"
                                               : "starts it for each element of " + quoted(system.name(loop.over))});
    return;
  }
  votes.add("no", Confidence::likely, stepAt(system, site, "starts it once at a time"));
}

/// Somebody waits for the task, joins it or takes its value.
std::optional<Step> waitFor(const ActorSystem& system, const Task& task) {
  if (task.holder == Symbol::none) return std::nullopt;
  for (const Site site : system.events().sites<TaskControl>()) {
    const auto& control = std::get<TaskControl>(system.event(site).what);
    if (control.holder == task.holder && (control.action == TaskAction::join || control.action == TaskAction::wait))
      return stepAt(system, site, "waits for " + quoted(system.name(task.holder)));
  }
  for (const Site site : system.events().sites<Block>()) {
    const auto& block = std::get<Block>(system.event(site).what);
    if (block.kind == BlockKind::future && block.receiver.symbol == task.holder)
      return stepAt(system, site, "takes the value of " + quoted(system.name(task.holder)));
  }
  return std::nullopt;
}

/// A catch in the function that starts the work, and that does more than write a line.
const Event* planFor(const ActorSystem& system, Site site) {
  const std::vector<Event>& events = system.function(site.function).events;
  const auto found = std::ranges::find_if(events, [](const Event& event) {
    const auto* caught = std::get_if<Catch>(&event.what);
    return caught != nullptr && (caught->body == CatchBody::replies || caught->body == CatchBody::other);
  });
  return found == events.end() ? nullptr : &*found;
}

bool hasPlan(const ActorSystem& system, const Call& call) {
  const FunctionId id = system.functionOf(call.onError);
  return id != FunctionId::none && !system.function(id).events.empty();
}

}  // namespace

Verdict perElementWork(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  const std::vector<Site> tasks = tasksOf(system, subject);
  for (const Site site : tasks) voteOnLoop(system, {}, site, votes);
  if (tasks.empty())
    for (const Edge* edge : messagesOf(system, subject)) voteOnLoop(system, edge->path, edge->site, votes);
  return votes.outcome();
}

Verdict resultUsed(const ActorSystem& system, const Subject& subject) {
  const std::vector<Site> tasks = tasksOf(system, subject);
  if (tasks.empty()) return replyUsed(system, subject);
  Votes votes;
  for (const Site site : tasks) {
    const Task& task = taskAt(system, site);
    if (std::optional<Step> wait = waitFor(system, task))
      votes.add("yes", Confidence::likely, std::move(*wait));
    else if (task.owner == TaskOwner::detached || task.owner == TaskOwner::dropped)
      votes.add("no", Confidence::certain, startAt(system, site, "is let go of"));
    else
      votes.abstain(startAt(system, site, "is kept, but nobody is seen to wait for it"));
  }
  return votes.outcome();
}

Verdict failurePropagates(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  for (const Site site : tasksOf(system, subject)) {
    if (const Event* plan = planFor(system, site))
      votes.add("no", Confidence::likely, {plan->place, "has a plan for its failure"});
    else
      votes.abstain(startAt(system, site, "may fail, and nothing here says what then"));
  }
  for (const Edge* edge : messagesOf(system, subject)) {
    const auto* call = std::get_if<Call>(&system.event(edge->site).what);
    if (call == nullptr) continue;
    if (hasPlan(system, *call))
      votes.add("no", edge->confidence, sentAt(system, *edge, "has a plan for its failure"));
    else
      votes.abstain(sentAt(system, *edge, "does not say what happens when it fails"));
  }
  return votes.outcome();
}

namespace {

/// Folders of code that does not stay: by convention, in any project.
bool isForTheMoment(std::string_view path) {
  static constexpr std::array<std::string_view, 9> kFolders{"test",      "tests", "example", "examples", "bench",
                                                            "benchmark", "tools", "scripts", "demo"};
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    if (std::ranges::find(kFolders, path.substr(0, slash)) != kFolders.end()) return true;
    path.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace

Verdict productionCode(const ActorSystem& system, const Subject& subject) {
  const Place place = subject.site ? system.event(*subject.site).place : system.actor(subject.actor).fact->place;
  if (isForTheMoment(system.path(place.file)))
    return is("no", Confidence::likely, {{place, "it lies among tests, examples or tools"}});
  if (subject.actor == ActorId::none) return cannotTell();
  const Answer stays = longLived(system, subject.actor);
  return stays.yes() ? from(stays) : cannotTell(stays.evidence);
}

}  // namespace dramaturg
