#include "model/function_table.h"

#include "facts/codec.h"
#include "model/event_index.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace dramaturg {
namespace {

/// Whether an event mentions the sender of the message at hand.
struct MentionsSender {
  bool found = false;
  void operator()(const char*, const Handle& handle) { found |= handle.kind == HandleKind::sender; }
  void operator()(const char*, const std::vector<Payload>& payload) {
    for (const Payload& element : payload) found |= element.holder.kind == HandleKind::sender;
  }
  void operator()(const char*, const auto&) {}
};

bool mentionsSender(const Event& event) {
  MentionsSender mentions;
  std::visit([&](const auto& what) { fields(mentions, what); }, event.what);
  return mentions.found;
}

/// To choose one of several functions in a way that does not depend on their order.
std::string contentOf(const Function& function) {
  codec::Writer writer;
  writer.put(function);
  return std::move(writer.bytes);
}

template <class T>
std::uint32_t sizeOf(const std::vector<T>& items) {
  return static_cast<std::uint32_t>(items.size());
}

}  // namespace

// --- one piece

PieceFunctions::PieceFunctions(std::vector<Function> functions) : functions_(std::move(functions)) {
  for (std::size_t i = 0; i < functions_.size(); ++i) {
    for (const Event& event : functions_[i].events) skim(functions_[i], event);
    skim(functions_[i], event_, i);
  }
}

std::optional<UnitFacts> PieceFunctions::read() {
  const FunctionViewer viewer{
      [this](const Function& function, const Event& event) { skim(function, event); },
      [this](const Function& function, std::uint32_t events, std::size_t at) { skim(function, events, at); }};
  auto others = readFacts(facts_, numbers_.symbols, numbers_.files, viewer);
  if (!others) return std::nullopt;
  return std::move(others.value);
}

void PieceFunctions::skim(const Function& function, const Event& event) {
  const std::uint32_t index = event_++;
  if (const auto* call = std::get_if<FunctionCall>(&event.what))
    calls_.push_back({index, call->callee, call->form, repetitionOf(function, event)});
  else if (std::holds_alternative<StateRead>(event.what) || std::holds_alternative<StateWrite>(event.what))
    state_ = true;
  else
    rare_.push_back({index, static_cast<std::uint8_t>(event.what.index()), mentionsSender(event)});
}

void PieceFunctions::skim(const Function& function, std::uint32_t events, std::size_t offset) {
  event_ = 0;
  const Range calls = entries_.empty() ? Range{} : entries_.back().calls;
  const Range rare = entries_.empty() ? Range{} : entries_.back().rare;
  const auto behind = [](Range last, std::uint32_t size) {
    return Range{last.first + last.count, size - last.first - last.count};
  };
  const bool endless =
      std::ranges::any_of(function.loops, [](const Loop& loop) { return loop.kind == LoopKind::infinite; });
  entries_.push_back({{function.symbol, function.enclosing, function.record, function.place, function.form,
                       function.entry, endless, std::exchange(state_, false), events},
                      static_cast<std::uint32_t>(offset),
                      {sizeOf(overrides_), sizeOf(function.overrides)},
                      behind(calls, sizeOf(calls_)),
                      behind(rare, sizeOf(rare_))});
  overrides_.insert(overrides_.end(), function.overrides.begin(), function.overrides.end());
}

Function PieceFunctions::function(const Entry& entry) const {
  if (!functions_.empty()) return functions_[entry.offset];
  auto function = readFunction(facts_, entry.offset, numbers_.symbols, numbers_.files);
  if (!function) throw std::logic_error("facts that could be read before cannot be read again");
  return std::move(*function.value);
}

// --- all of them

FunctionTable::FunctionTable(std::vector<std::unique_ptr<const PieceFunctions>> pieces) : pieces_(std::move(pieces)) {
  std::vector<Row> rows;
  std::vector<std::uint64_t> order;  // symbol, row: one number sorts faster than two
  for (const auto& piece : pieces_)
    for (const PieceFunctions::Entry& entry : piece->entries()) {
      order.push_back(std::uint64_t{at(entry.head.symbol)} << 32 | rows.size());
      rows.push_back({piece.get(), &entry});
    }
  std::ranges::sort(order);
  all_.reserve(rows.size());
  for (const std::uint64_t next : order) {
    const Row& row = rows[next & 0xffffffff];
    if (all_.empty() || all_.back().entry->head.symbol != row.entry->head.symbol)
      all_.push_back(row);
    else if (better(row, all_.back()))
      all_.back() = row;
  }
  read_ = std::make_unique<std::atomic<const Function*>[]>(all_.size());
}

FunctionTable::~FunctionTable() {
  for (std::size_t i = 0; i < all_.size(); ++i) delete read_[i].load(std::memory_order_relaxed);
}

FunctionId FunctionTable::find(Symbol symbol) const {
  const auto found = std::ranges::lower_bound(all_, symbol, {}, [](const Row& row) { return row.entry->head.symbol; });
  const bool known = found != all_.end() && found->entry->head.symbol == symbol;
  return known ? static_cast<FunctionId>(found - all_.begin()) : FunctionId::none;
}

void FunctionTable::replace(std::unique_ptr<const PieceFunctions> changed) {
  for (const PieceFunctions::Entry& entry : changed->entries()) {
    const FunctionId id = find(entry.head.symbol);
    if (id == FunctionId::none) continue;
    all_[at(id)] = {changed.get(), &entry};
    delete read_[at(id)].exchange(nullptr);
  }
  pieces_.push_back(std::move(changed));
}

bool FunctionTable::better(const Row& a, const Row& b) {
  if (a.entry->head.events != b.entry->head.events) return a.entry->head.events > b.entry->head.events;
  return contentOf(a.piece->function(*a.entry)) < contentOf(b.piece->function(*b.entry));
}

const Function& FunctionTable::operator[](FunctionId id) const {
  std::atomic<const Function*>& slot = read_[at(id)];
  if (const Function* known = slot.load(std::memory_order_acquire)) return *known;
  auto mine = std::make_unique<const Function>(piece(id).function(entry(id)));
  const Function* other = nullptr;
  // Several threads may read the same; the first one stays.
  if (!slot.compare_exchange_strong(other, mine.get(), std::memory_order_acq_rel)) return *other;
  return *mine.release();
}

}  // namespace dramaturg
