#include "tool/advice_subject.h"

#include "tool/exit_code.h"
#include "tool/nearest.h"
#include "tool/paths.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

namespace dramaturg {
namespace {

/// `room` names `chat::room`, as long as no other actor ends so.
bool isCalled(std::string_view name, std::string_view asked) {
  if (name == asked) return true;
  return name.size() > asked.size() + 2 && name.ends_with(asked) &&
         name.substr(name.size() - asked.size() - 2, 2) == "::";
}

ActorId requireActor(const ActorSystem& system, const std::string& asked) {
  std::vector<std::string> known;
  std::vector<const LinkedActor*> found;
  for (const LinkedActor& actor : system.actors()) {
    const std::string_view name = system.name(actor.id);
    if (name == asked) return actor.id;
    known.emplace_back(name);
    if (const std::size_t colons = name.rfind("::"); colons != std::string_view::npos)
      known.emplace_back(name.substr(colons + 2));
    if (isCalled(name, asked)) found.push_back(&actor);
  }
  if (found.size() == 1) return found.front()->id;
  if (known.empty()) throw usageError("unknown actor `" + asked + "`; the analysed units define no actors");
  if (found.empty())
    throw usageError("unknown actor `" + asked + '`' + didYouMean(asked, known) +
                     " (`dramaturg advise --all` lists all)");
  std::string all;
  for (const LinkedActor* actor : found) all += " `" + std::string(system.name(actor->id)) + '`';
  throw usageError("`" + asked + "` could be any of" + all);
}

/// What kind of event trees are about, best first, and the tree.
struct Aspect {
  std::string_view noun;
  std::string_view tree;
};

std::optional<Aspect> aspectOf(const Event& event) {
  if (std::holds_alternative<Call>(event.what)) return Aspect{"the request", "call_or_cast"};
  if (std::holds_alternative<Cast>(event.what)) return Aspect{"the message", "call_or_cast"};
  if (std::holds_alternative<Task>(event.what)) return Aspect{"the task", "task_flavour"};
  if (std::holds_alternative<Spawn>(event.what)) return Aspect{"the spawn", "spawn_scale"};
  if (std::holds_alternative<Register>(event.what)) return Aspect{"the name", "naming_scope"};
  return std::nullopt;
}

/// Whom an event is about: the receiver of a message, the actor that is spawned or named.
ActorId concernedBy(const ActorSystem& system, Site site) {
  const Event& event = system.event(site);
  if (const auto* spawn = std::get_if<Spawn>(&event.what)) return system.actorOf(spawn->actor);
  for (const Edge& edge : system.edges())
    if (edge.site == site && edge.to != ActorId::none) return edge.to;
  if (const auto* name = std::get_if<Register>(&event.what)) {
    const std::vector<Receiver> named = system.receivers(name->handle, Symbol::none, site.function);
    if (!named.empty()) return named.front().actor;
  }
  return system.ownerOf(site.function);
}

class SpotSearch {
 public:
  SpotSearch(const Host& host, const ActorSystem& system, const std::string& root, const Spot& spot)
      : system_(system), root_(root), spot_(spot) {
    // Reports print paths from the root; a shell completes them from the current directory.
    files_ = {absolutePath(spot.file, host.currentDirectory()), absolutePath(spot.file, root)};
  }

  NamedSubject find() {
    if (std::optional<NamedSubject> actor = declaredHere()) return std::move(*actor);
    if (std::optional<NamedSubject> event = eventHere()) return std::move(*event);
    if (std::optional<NamedSubject> turn = turnHere()) return std::move(*turn);
    std::string lines;
    for (const std::uint32_t line : actorLines_) lines += (lines.empty() ? "" : ", ") + std::to_string(line);
    throw usageError(
        "nothing to advise on at `" + spot_.file + ':' + std::to_string(spot_.line) + '`' +
        (lines.empty() ? "; no actor is declared in that file" : "; actors are declared there at line " + lines));
  }

 private:
  bool isHere(const Place& place, bool within) const { return isHere(place, within, place.endLine); }
  bool isHere(const Place& place, bool within, std::uint32_t last) const {
    if (!place.known() || !files_.contains(absolutePath(system_.path(place.file), root_))) return false;
    return place.line == spot_.line || (within && place.line < spot_.line && spot_.line <= last);
  }

  std::optional<NamedSubject> declaredHere() {
    for (const LinkedActor& actor : system_.actors()) {
      const Place& place = actor.fact->place;
      if (place.known() && files_.contains(absolutePath(system_.path(place.file), root_)))
        actorLines_.insert(place.line);
      if (isHere(place, false)) return NamedSubject{{actor.id}, "abstraction", ""};
    }
    return std::nullopt;
  }

  /// A send, spawn or task on this line, before one that only goes on over it.
  std::optional<NamedSubject> eventHere() const {
    for (const bool within : {false, true})
      for (std::size_t number = 0; number < system_.functions().size(); ++number) {
        const auto id = static_cast<FunctionId>(number);
        const std::vector<Event>& events = system_.function(id).events;
        for (std::uint32_t i = 0; i < events.size(); ++i)
          if (const std::optional<Aspect> aspect = aspectOf(events[i]); aspect && isHere(events[i].place, within))
            return named({id, i}, *aspect);
      }
    return std::nullopt;
  }

  NamedSubject named(Site site, const Aspect& aspect) const {
    const Place& place = system_.event(site).place;
    return {
        {concernedBy(system_, site), site},
        std::string(aspect.tree),
        std::string(aspect.noun) + " at " + std::string(system_.path(place.file)) + ':' + std::to_string(place.line)};
  }

  /// Somewhere in the code of an actor: the innermost function that the line is in, as far as its events reach.
  std::optional<NamedSubject> turnHere() const {
    ActorId owner = ActorId::none;
    std::uint32_t nearest = 0;
    for (std::size_t number = 0; number < system_.functions().size(); ++number) {
      const auto id = static_cast<FunctionId>(number);
      const Function& function = system_.function(id);
      std::uint32_t last = function.place.endLine;
      for (const Event& event : function.events) last = std::max(last, event.place.endLine);
      const bool inside = function.place.line <= spot_.line && spot_.line <= last && isHere(function.place, true, last);
      if (!inside || function.place.line < nearest || system_.ownerOf(id) == ActorId::none) continue;
      owner = system_.ownerOf(id);
      nearest = function.place.line;
    }
    if (owner == ActorId::none) return std::nullopt;
    return NamedSubject{{owner}, "abstraction", ""};
  }

  const ActorSystem& system_;
  const std::string& root_;
  const Spot& spot_;
  std::set<std::string> files_;
  std::set<std::uint32_t> actorLines_;
};

}  // namespace

std::optional<Spot> parseSpot(std::string_view text) {
  const auto takeNumber = [&]() -> std::optional<std::uint32_t> {
    const std::size_t colon = text.rfind(':');
    std::uint32_t number = 0;
    if (colon == std::string_view::npos) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    text = text.substr(0, colon);
    return number;
  };
  auto line = takeNumber();
  if (!line) return std::nullopt;
  if (const auto before = takeNumber()) line = before;
  return Spot{std::string(text), *line};
}

NamedSubject findSubject(const Host& host, const ActorSystem& system, const std::string& root,
                         const std::string& asked) {
  if (const std::optional<Spot> spot = parseSpot(asked)) return SpotSearch(host, system, root, *spot).find();
  return {{requireActor(system, asked)}, "abstraction", ""};
}

}  // namespace dramaturg
