// Words for programs of threads: their classes, and what methods do to the members.
#pragma once

#include "tests/support/facts_builder.h"

namespace dramaturg::test {

using Parts = std::initializer_list<std::pair<std::string_view, MemberKind>>;

inline Record& addRecord(UnitBuilder& unit, std::string_view name, Parts members) {
  Record& record = unit.raw().records.emplace_back();
  record.symbol = unit.symbol(name);
  record.library = unit.library().name;
  record.place = unit.nextPlace();
  for (const auto& [member, kind] : members) {
    Member added;
    added.field.symbol = unit.symbol(member);
    added.field.place = unit.nextPlace();
    added.kind = kind;
    record.members.push_back(added);
  }
  return record;
}

inline FunctionBuilder method(UnitBuilder& unit, std::string_view name, std::string_view record, bool isPublic = true) {
  FunctionBuilder function = unit.function(name);
  function.isForm(FunctionForm::method).isMemberOf(record);
  function.fact().isPublic = isPublic;
  return function;
}

inline FunctionBuilder& startsThread(UnitBuilder& unit, FunctionBuilder& function, std::string_view body,
                                     std::string_view holder) {
  function.startsTask(body, TaskOwner::kept);
  std::get<Task>(function.last().what).holder = unit.symbol(holder);
  return function;
}

inline FunctionBuilder& callsOn(UnitBuilder& unit, FunctionBuilder& function, std::string_view callee,
                                std::string_view object) {
  FunctionCall call{unit.symbol(callee)};
  call.object = unit.symbol(object);
  return function.does(std::move(call));
}

inline FunctionBuilder& waitsOn(UnitBuilder& unit, FunctionBuilder& function, std::string_view condition) {
  function.waits(BlockKind::condition, Awaits::thread, forEver(), "wait");
  std::get<Block>(function.last().what).receiver = unit.handle(field(std::string(condition)));
  return function;
}

/// `caller` calls `callee` on a member and hands it code.
inline void handsOver(UnitBuilder& unit, FunctionBuilder& caller, std::string_view callee, std::string_view object,
                      std::string_view code) {
  callsOn(unit, caller, callee, object);
  const Place whole = caller.last().place;
  caller.calls(code, CallForm::passed);
  caller.last().place = whole;
}

/// `pool`: threads that run what `pool::post` is given.
inline void addPool(UnitBuilder& unit) {
  addRecord(
      unit, "pool",
      {{"pool::mutex", MemberKind::lock}, {"pool::jobs", MemberKind::queue}, {"pool::threads", MemberKind::threads}});
  FunctionBuilder constructor = method(unit, "pool::pool", "pool");
  constructor.isForm(FunctionForm::constructor).inLoop(LoopKind::container, "pool::threads");
  startsThread(unit, constructor, "pool::run", "pool::threads");
  FunctionBuilder run = method(unit, "pool::run", "pool", false);
  run.inLoop(LoopKind::infinite);
  waitsOn(unit, run, "pool::filled").writes("pool::jobs", WriteKind::erase).callsUnknown();
  method(unit, "pool::post", "pool").writes("pool::jobs", WriteKind::insert);
}

}  // namespace dramaturg::test
