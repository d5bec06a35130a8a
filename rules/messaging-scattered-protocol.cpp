#include "rules/aside.h"
#include "rules/support.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-scattered-protocol",
                         "Raw messages to this actor are built in many places.",
                         Severity::suggestion,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

constexpr std::size_t kMinFiles = 3;  ///< that build messages, besides the actor's own

/// `net/session` of `net/session.cpp`: source and header of one class share it.
std::string_view stem(std::string_view path) { return path.substr(0, path.rfind('.')); }

std::string_view fileName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// Where the actor is declared and written.
std::set<FileId> ownFiles(const ActorSystem& system, const LinkedActor& actor) {
  std::set<FileId> files{actor.fact->place.file};
  for (const HandlerId id : actor.handlers) {
    files.insert(system.handler(id).fact->place.file);
    if (system.handler(id).body != FunctionId::none) files.insert(system.function(system.handler(id).body).place.file);
  }
  return files;
}

bool isOwn(const ActorSystem& system, const std::set<FileId>& own, FileId file) {
  return std::ranges::any_of(own, [&](FileId one) {
    return one == file || fileName(stem(system.path(one))) == fileName(stem(system.path(file)));
  });
}

/// Several values in a row, told apart by position only, to a handle that takes anything. A message of one class has
/// its format in that class; a handle with an interface has the compiler look.
bool isRaw(const ActorSystem& system, const Edge& edge) {
  const EventKind& what = system.event(edge.site).what;
  const auto* cast = std::get_if<Cast>(&what);
  const auto* call = std::get_if<Call>(&what);
  if (cast == nullptr && call == nullptr) return false;
  const Handle& receiver = cast ? cast->receiver : call->receiver;
  const Symbol message = cast ? cast->message : call->message;
  if ((cast ? cast->checked : call->checked) || receiver.kind == HandleKind::group) return false;
  if (message == Symbol::none || system.functionOf(message) != FunctionId::none) return false;
  const std::string_view text = system.name(message);
  int depth = 0;
  return text.starts_with('(') && std::ranges::any_of(text, [&](char c) {
           depth += c == '<' || c == '(' ? 1 : c == '>' || c == ')' ? -1 : 0;
           return c == ',' && depth == 1;
         });
}

/// A function beside the actor that sends for others.
std::optional<Site> wrapperOf(const ActorSystem& system, const LinkedActor& actor, const std::set<FileId>& own) {
  for (const Edge* edge : system.inbound(actor.id)) {
    const Function& function = system.function(edge->site.function);
    const bool api = function.form == FunctionForm::function || function.form == FunctionForm::method;
    if (api && edge->from != actor.id && isRaw(system, *edge) && isOwn(system, own, function.place.file))
      return edge->site;
  }
  return std::nullopt;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  constexpr std::size_t kShown = 8;
  for (const LinkedActor& actor : system.actors()) {
    const std::set<FileId> own = ownFiles(system, actor);
    std::map<std::string_view, const Edge*> byFile;
    Confidence confidence = Confidence::likely;
    for (const Edge* edge : system.inbound(actor.id)) {
      if (edge->confidence == Confidence::possible || edge->from == actor.id || !isRaw(system, *edge)) continue;
      const FileId file = placeOf(system, edge->site).file;
      if (!isOwn(system, own, file) && !liesAside(system.path(file)) &&
          byFile.try_emplace(system.path(file), edge).second)
        confidence = weaker(confidence, edge->confidence);
    }
    if (byFile.size() < kMinFiles) continue;
    Finding finding = begin(kInfo, actor.fact->place, actor.id);
    finding.message = "messages to " + quoted(system, actor.id) + " are put together in " +
                      std::to_string(byFile.size()) + " other files";
    std::size_t shown = 0;
    for (const auto& [path, edge] : byFile) {
      if (shown++ >= kShown) break;
      const EventKind& what = system.event(edge->site).what;
      const auto* cast = std::get_if<Cast>(&what);
      const Symbol message = cast ? cast->message : std::get<Call>(what).message;
      finding.evidence.push_back(at(system, edge->site, "builds " + quoted(system.name(message))));
    }
    if (const auto wrapper = wrapperOf(system, actor, own))
      finding.evidence.push_back(at(system, *wrapper, "here is a function that does it for others; they pass it by"));
    finding.evidence.push_back(at(system, actor.id, "whoever changes its messages has to find all of these"));
    finding.confidence = confidence;
    finding.subject = system.name(actor.id);
    finding.advice =
        "give the actor a client module: functions beside it that take the handle and send, or a handle with an "
        "interface that the compiler checks";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

extern const Rule kMessagingScatteredProtocol;
const Rule kMessagingScatteredProtocol{kInfo, check};

}  // namespace dramaturg
