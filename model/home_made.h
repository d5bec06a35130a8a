// Home-made actors: classes of the project that own a thread, a queue and a loop.
//
// A class is one when all of this holds, wherever in the program its parts lie: it starts one thread with a body of its
// own; the body takes from a member in a loop, and waits; and public methods, which the body does not run, put into
// that member. Queues without a thread, timers that sleep on a condition, and threads that fill a queue for others lack
// one of these parts. Several threads with one queue are a pool: what it is given are tasks; and a class that has a
// pool run what it takes from a queue of its own, one after the other, is an actor as well.
#pragma once

#include "model/merge.h"
#include "model/thread_classes.h"

#include <optional>
#include <vector>

namespace dramaturg {

/// How it was found that a class is an actor.
struct Structure {
  Symbol actor = Symbol::none;
  Evidence evidence;  ///< its thread, its queue, its loop
};

/// Adds the home-made actors to the facts: what starts their threads becomes a spawn, calls of methods that put into
/// their queues become messages, and the wait for the next message is known as such. Sorted by actor.
std::vector<Structure> addHomeMadeActors(ProgramFacts&);

// --- in between -----------------------------------------------------------------------------------------------

/// A method that puts messages into the queue.
struct PushMethod {
  Symbol method = Symbol::none;
  bool limited = false;        ///< looks at the queue's size or waits for room
  std::optional<Bound> waits;  ///< it comes back with the answer
  bool answersLater = false;   ///< ... or gives a future of it
  bool isPublic = true;
};

struct HomeMadeActor {
  const Record* record = nullptr;
  const Record* pool = nullptr;  ///< whose threads run its turns, one at a time; null: it has a thread of its own
  Site start;                    ///< of its thread; of a turn on the pool
  FunctionId body = FunctionId::none;
  Closure closure;                 ///< of the body
  Symbol queue = Symbol::none;     ///< the member
  bool runsCode = false;           ///< what it takes are functions that it calls
  Site take;                       ///< where the loop takes from it
  std::vector<PushMethod> pushes;  ///< by method
};

/// Code that is handed to another object's loop, to run there.
struct PostedCode {
  Symbol method = Symbol::none;  ///< that does it
  FunctionId code = FunctionId::none;
};

/// A class whose methods hand code to the loop of a class that only runs what it is given: a member of it, or a base.
/// The code is its handlers.
struct HostedActor {
  const Record* record = nullptr;
  const HomeMadeActor* engine = nullptr;
  Symbol member = Symbol::none;  ///< none: a base
  std::vector<PostedCode> posts;
  std::vector<PushMethod> pushes;  ///< by method
};

/// What was found, each by class; of a class with several loops the first.
struct HomeMade {
  std::vector<HomeMadeActor> actors;
  std::vector<HomeMadeActor> pools;  ///< several threads that run the code that is handed to them
};
HomeMade findHomeMadeActors(const ThreadClasses&);
/// Classes that keep messages in a queue and have one after the other run by a pool: an actor without a thread. By
/// class.
std::vector<HomeMadeActor> findPooledActors(const ThreadClasses&, const std::vector<HomeMadeActor>& pools);
/// By class.
std::vector<HostedActor> findHostedActors(const ThreadClasses&, const std::vector<HomeMadeActor>& engines);

/// The functions that are handed to a method of `engine` by a call of it.
std::vector<FunctionId> codeHandedOver(const FunctionTable&, const Function& caller, const Event& call);
/// The method of `engine` that this event calls to put a message, or null.
const PushMethod* pushBy(const Event& event, const HomeMadeActor& engine);

/// Whether one place lies in another.
bool isWithin(const Place& inner, const Place& outer);

}  // namespace dramaturg
