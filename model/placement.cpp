#include "model/placement.h"

#include "model/ids.h"

#include <string>

namespace dramaturg {
namespace {

std::string words(Placement placement) {
  switch (placement) {
    case Placement::sharedPool:
      return "on the shared pool";
    case Placement::ownThread:
      return "on a thread of its own";
    case Placement::ioThread:
      return "on the I/O thread";
    case Placement::mainThread:
      return "on the main thread";
    case Placement::senderThread:
      return "on the thread of whoever sends";
    case Placement::elsewhere:
      return "where the spawn says, which the code does not tell";
    case Placement::unknown:
      break;
  }
  return "in a place that the code does not tell";
}

void collectSpawns(SystemData& system) {
  for (const Site site : system.events.sites<Spawn>()) {
    const auto& spawn = std::get<Spawn>(system.facts.functions.event(site).what);
    if (const ActorId actor = lookUp(system.ensemble.actorOf, spawn.actor, ActorId::none); actor != ActorId::none)
      system.ensemble.actors[at(actor)].spawns.push_back(site);
  }
}

/// What holds when no spawn says otherwise.
void placeByDefault(LinkedActor& actor) {
  const Placement form = actor.fact->placement;
  const Library& library = *actor.library;
  if (form != Placement::unknown && form != library.placement) {
    actor.placement = form;
    actor.placementConfidence = Confidence::certain;
    actor.placementWhy = {{actor.fact->place, "actors of this form run " + words(form)}};
  } else {
    actor.placement = library.placement;
    actor.placementConfidence = library.placement == Placement::unknown ? Confidence::possible : Confidence::likely;
    actor.placementWhy = {{{}, library.placementSource}};
    if (library.placementSource.empty()) actor.placementWhy.clear();
  }
}

/// Instances that are placed differently: the common answer is that of those without a place of their own.
void placeBySpawns(const SystemData& system, LinkedActor& actor) {
  const Event* explicitPlace = nullptr;
  bool someDefault = false;
  bool differ = false;
  for (const Site site : actor.spawns) {
    const Event& event = system.facts.functions.event(site);
    const Placement placement = std::get<Spawn>(event.what).placement;
    if (placement == Placement::unknown || placement == actor.placement)
      someDefault = true;
    else if (explicitPlace == nullptr)
      explicitPlace = &event;
    else
      differ |= std::get<Spawn>(explicitPlace->what).placement != placement;
  }
  if (explicitPlace == nullptr) return;
  const Placement placement = std::get<Spawn>(explicitPlace->what).placement;
  const Step step{explicitPlace->place, "spawned " + words(placement)};
  if (someDefault) {
    actor.placementConfidence = Confidence::likely;
    actor.placementWhy.push_back({step.place, step.text + " here, but not everywhere"});
    return;
  }
  actor.placement = differ ? Placement::unknown : placement;
  actor.placementConfidence = differ ? Confidence::likely : Confidence::certain;
  if (placement == Placement::elsewhere) actor.placementConfidence = Confidence::possible;
  actor.placementWhy = {step};
}

}  // namespace

void derivePlacement(SystemData& system) {
  collectSpawns(system);
  for (LinkedActor& actor : system.ensemble.actors) {
    placeByDefault(actor);
    placeBySpawns(system, actor);
  }
}

}  // namespace dramaturg
