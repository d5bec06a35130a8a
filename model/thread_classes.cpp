#include "model/thread_classes.h"

#include <algorithm>

namespace dramaturg {
namespace {

bool isQueue(MemberKind kind) {
  return kind == MemberKind::queue || kind == MemberKind::mailbox || kind == MemberKind::boundedMailbox;
}

}  // namespace

ThreadClasses::ThreadClasses(const ProgramFacts& facts) : facts_(facts) {
  for (const Record& record : facts.records) {
    records_[record.symbol] = &record;
    for (const Member& member : record.members) members_[member.field.symbol] = {&record, &member};
    for (const Symbol base : record.bases) heirs_[base].push_back(record.symbol);
  }
  if (records_.empty()) return;
  for (std::uint32_t i = 0; i < facts.functions.size(); ++i) {
    const FunctionHead& head = facts.functions.head(FunctionId{i});
    if (head.record != Symbol::none && records_.contains(head.record)) methods_[head.record].push_back(FunctionId{i});
    for (const Symbol overridden : facts.functions.overrides(FunctionId{i}))
      overriders_[overridden].push_back(FunctionId{i});
  }
}

const Record* ThreadClasses::record(Symbol symbol) const {
  const auto found = records_.find(symbol);
  return found == records_.end() ? nullptr : found->second;
}

const Record* ThreadClasses::holderOf(Symbol field) const {
  const auto found = members_.find(field);
  return found == members_.end() ? nullptr : found->second.first;
}

const Member* ThreadClasses::member(Symbol field) const {
  const auto found = members_.find(field);
  return found == members_.end() ? nullptr : found->second.second;
}

std::vector<Symbol> ThreadClasses::withBases(Symbol of) const {
  std::vector<Symbol> all{of};
  for (std::size_t i = 0; i < all.size(); ++i)
    if (const Record* known = record(all[i]))
      for (const Symbol base : known->bases)
        if (std::ranges::find(all, base) == all.end()) all.push_back(base);
  return all;
}

std::vector<Symbol> ThreadClasses::withHeirs(Symbol of) const {
  std::vector<Symbol> all{of};
  for (std::size_t i = 0; i < all.size(); ++i)
    if (const auto known = heirs_.find(all[i]); known != heirs_.end())
      for (const Symbol heir : known->second)
        if (std::ranges::find(all, heir) == all.end()) all.push_back(heir);
  return all;
}

std::span<const FunctionId> ThreadClasses::methods(Symbol of) const {
  const auto found = methods_.find(of);
  return found == methods_.end() ? std::span<const FunctionId>() : std::span<const FunctionId>(found->second);
}

Symbol ThreadClasses::classOf(FunctionId function) const {
  constexpr int kDeepest = 64;
  for (int depth = 0; function != FunctionId::none && depth < kDeepest; ++depth) {
    const FunctionHead& head = facts_.functions.head(function);
    if (head.record != Symbol::none) return head.record;
    function = facts_.functions.find(head.enclosing);
  }
  return Symbol::none;
}

FunctionId ThreadClasses::dispatch(Symbol callee, const std::vector<Symbol>& self) const {
  const auto overriders = overriders_.find(callee);
  if (overriders != overriders_.end())
    for (const Symbol record : self)
      for (const FunctionId overrider : overriders->second)
        if (facts_.functions.head(overrider).record == record) return overrider;
  return facts_.functions.find(callee);
}

Closure ThreadClasses::closure(FunctionId root, Symbol self) const {
  constexpr std::size_t kMost = 2000;
  const std::vector<Symbol> classes = withBases(self);
  Closure reached{{root, false}};
  std::vector<FunctionId> open{root};
  while (!open.empty() && reached.size() < kMost) {
    const FunctionId from = open.back();
    open.pop_back();
    const bool inLoop = reached.at(from);
    for (const CallSite& call : facts_.functions.calls(from)) {
      if (call.form == CallForm::given) continue;
      const FunctionId to =
          call.form == CallForm::virtualCall ? dispatch(call.callee, classes) : facts_.functions.find(call.callee);
      if (to == FunctionId::none) continue;
      const bool looped = inLoop || facts_.functions[from].events[call.event].loop != 0;
      const auto [known, isNew] = reached.try_emplace(to, looped);
      if (!isNew && (known->second || !looped)) continue;
      known->second = looped;
      open.push_back(to);
    }
  }
  return reached;
}

bool ThreadClasses::isQueueClass(Symbol symbol) const {
  const Record* known = record(symbol);
  if (known == nullptr) return false;
  const auto has = [&](auto wanted) {
    return std::ranges::any_of(known->members, [&](const Member& member) { return wanted(member.kind); });
  };
  const bool threads = has([](MemberKind kind) { return kind == MemberKind::thread || kind == MemberKind::threads; });
  const bool guarded = has([](MemberKind kind) {
    return kind == MemberKind::lock || kind == MemberKind::mailbox || kind == MemberKind::boundedMailbox;
  });
  return !threads && guarded && has(isQueue);
}

QueueUse ThreadClasses::useOf(FunctionId method, Symbol queueClass) const {
  QueueUse use = QueueUse::none;
  for (const auto& [function, looped] : closure(method, queueClass))
    for (const Event& event : facts_.functions[function].events) {
      const auto* write = std::get_if<StateWrite>(&event.what);
      const Member* written = write == nullptr ? nullptr : member(write->field);
      if (written == nullptr || !isQueue(written->kind) || holderOf(write->field)->symbol != queueClass) continue;
      if (write->kind == WriteKind::insert) return QueueUse::put;
      if (write->kind == WriteKind::erase || write->kind == WriteKind::mutate) use = QueueUse::take;
    }
  return use;
}

QueueUse ThreadClasses::useOf(const Event& event, Symbol field) const {
  if (const auto* write = std::get_if<StateWrite>(&event.what); write != nullptr && write->field == field) {
    const Member* known = member(field);
    const bool queueClass = known != nullptr && isQueueClass(known->record);
    switch (write->kind) {
      case WriteKind::insert:
        return QueueUse::put;
      case WriteKind::assign:
        return queueClass ? QueueUse::none : QueueUse::replace;
      case WriteKind::erase:
        return QueueUse::take;
      case WriteKind::mutate:
        return queueClass ? QueueUse::none : QueueUse::take;
      case WriteKind::update:
        break;
    }
    return QueueUse::none;
  }
  const auto* call = std::get_if<FunctionCall>(&event.what);
  if (call == nullptr || call->object != field) return QueueUse::none;
  const Member* known = member(field);
  const FunctionId method = facts_.functions.find(call->callee);
  if (known == nullptr || method == FunctionId::none || !isQueueClass(known->record)) return QueueUse::none;
  return useOf(method, facts_.functions.head(method).record);
}

}  // namespace dramaturg
