// What evaluators have in common: what a subject is about, and verdicts from it.
#pragma once

#include "decision-tree/evaluators.h"
#include "model/ways.h"

#include <string>
#include <vector>

namespace dramaturg {

// --- verdicts

Verdict is(std::string choice, Confidence, Evidence evidence = {});
/// The evidence is what code knows short of an answer.
Verdict cannotTell(Evidence evidence = {});
/// `yes` and `no` as they are.
Verdict from(const Answer&);

/// A predicate of the model as an evaluator.
template <Answer (*Predicate)(const ActorSystem&, ActorId)>
Verdict ask(const ActorSystem& system, const Subject& subject) {
  return from(Predicate(system, subject.actor));
}

/// Several places that each say something: an answer only if they agree, as sure as the least sure of them.
class Votes {
 public:
  void add(const std::string& choice, Confidence confidence, Step step);
  /// Somebody says what code cannot tell.
  void abstain(Step step);
  Verdict outcome() const;

 private:
  std::string choice_;
  Confidence confidence_ = Confidence::certain;
  bool disagree_ = false;
  Evidence evidence_;
};

// --- what a subject is about

/// Messages: the one at its place, else all that come to the actor from others, each place once.
std::vector<const Edge*> messagesOf(const ActorSystem&, const Subject&);
/// Tasks: the one at its place, else all that the actor's work starts.
std::vector<Site> tasksOf(const ActorSystem&, const Subject&);
/// Spawns: the one at its place, else all of the actor.
std::vector<Site> spawnsOf(const ActorSystem&, const Subject&);

/// A step that begins with who sends the message.
Step sentAt(const ActorSystem&, const Edge&, const std::string& what);

/// Is this a wait for something outside of the program that can fail: network, database, name service, process?
bool awaitsOutside(const Block&);

/// Waits for something outside in the turns of an actor: in its start, or in the rest of its life.
struct OutsideWait {
  HandlerId handler = HandlerId::none;
  Site site;
  std::vector<Site> path;
  BlockKind kind = BlockKind::library;
};
std::vector<OutsideWait> outsideWaits(const ActorSystem&, ActorId, bool inInit);
Step waitStep(const ActorSystem&, const OutsideWait&);

/// A place where a registry is used.
struct NameSite {
  Site site;
  const Register* what = nullptr;
};
/// Entries that hold the actor's handle.
std::vector<NameSite> namesOf(const ActorSystem&, ActorId);
std::vector<NameSite> registrySites(const ActorSystem&, RegistryAction);

/// A spawner and the actors that it spawns, in the order of the code.
struct Family {
  ActorId parent = ActorId::none;
  std::vector<ActorId> children;
  Evidence spawns;  ///< by child
};
/// Of the actor as a parent; of one that spawns nobody: of its parent.
Family familyOf(const ActorSystem&, ActorId);
/// Messages from one child to another, one for each two.
std::vector<const Edge*> siblingEdges(const ActorSystem&, const Family&);

}  // namespace dramaturg
