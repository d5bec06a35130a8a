#include "extract/recorder.h"

namespace dramaturg {

void Recorder::enter(const clang::FunctionDecl* decl, Function fact) {
  unit.walking = fact.symbol;
  Frame& frame = frames_.emplace_back();
  frame.decl = decl;
  frame.fact = std::move(fact);
}

void Recorder::leave() {
  Frame& frame = frames_.back();
  for (const std::uint32_t open : frame.locks.open())
    for (Event& event : frame.fact.events) std::erase(event.locks, open);
  unit.add(std::move(frames_.back().fact));
  frames_.pop_back();
  unit.walking = frames_.empty() ? Symbol::none : function().symbol;
}

void Recorder::emit(clang::SourceRange range, EventKind what) {
  Frame& frame = frames_.back();
  Event event{unit.place(range), std::move(what), frame.loop, frame.guards, frame.locks.numbers()};
  auto& events = frame.fact.events;
  auto& here = frame.eventsAt[{event.place.line, event.place.column}];
  if (llvm::any_of(here, [&](std::uint32_t index) { return events[index] == event; })) return;
  here.push_back(static_cast<std::uint32_t>(events.size()));
  events.push_back(std::move(event));
}

std::uint32_t Recorder::enterLoop(Loop loop) {
  Frame& frame = frames_.back();
  const std::uint32_t outer = frame.loop;
  loop.outer = outer;
  frame.fact.loops.push_back(loop);
  frame.loop = static_cast<std::uint32_t>(frame.fact.loops.size());
  return outer;
}

void Recorder::leaveLoop(std::uint32_t outer) { frames_.back().loop = outer; }

std::uint32_t Recorder::addLock(Lock lock) {
  auto& locks = function().locks;
  locks.push_back(lock);
  return static_cast<std::uint32_t>(locks.size() - 1);
}

std::uint32_t Recorder::addCondition(Condition condition) {
  auto& conditions = frames_.back().fact.conditions;
  conditions.push_back(std::move(condition));
  return static_cast<std::uint32_t>(conditions.size() - 1);
}

}  // namespace dramaturg
