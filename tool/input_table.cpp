#include "tool/input_table.h"

#include "tool/hash.h"
#include "tool/parallel.h"
#include "tool/paths.h"

#include <algorithm>
#include <utility>

namespace dramaturg {
namespace {

/// A file that changed so lately may change again within the same tick of its clock: its time proves nothing.
constexpr std::int64_t kClockGrain = 2'000'000'000;
/// Files that a thread looks at in one go.
constexpr std::size_t kBatch = 64;

std::string identityOf(const Input& input) { return input.path + '\n' + input.hash; }

}  // namespace

InputTable::InputTable(const Host& host, Database& database)
    : host_(host),
      all_(database, "SELECT id, size, modified, path, hash FROM input"),
      put_(database,
           "INSERT INTO input(path, hash, size, modified) VALUES(?,?,?,?) ON CONFLICT(path, hash) "
           "DO UPDATE SET size=excluded.size, modified=excluded.modified RETURNING id") {}

InputId InputTable::put(const Input& input) {
  const auto [known, isNew] = putIds_.try_emplace(identityOf(input), 0);
  if (!isNew) return known->second;
  put_.rewind();
  put_.bind(input.path).bind(input.hash).bind(static_cast<std::int64_t>(input.size));
  put_.bind(trusted(input.modified) ? input.modified : 0).step();
  known->second = static_cast<InputId>(put_.integer(0));
  put_.rewind();
  return known->second;
}

void InputTable::check(const std::vector<bool>& wanted) {
  std::vector<Row> rows = load(wanted);
  parallelFor((rows.size() + kBatch - 1) / kBatch, host_.cores(), [&](std::size_t batch) {
    const std::size_t end = std::min(rows.size(), (batch + 1) * kBatch);
    for (std::size_t i = batch * kBatch; i < end; ++i) look(rows[i]);
  });
  fresh_.resize(std::max(fresh_.size(), wanted.size()));
  for (Row& row : rows) {
    fresh_[row.id] = row.fresh;
    paths_.push_back(row.touched ? row.input.path : std::move(row.input.path));
    if (row.touched) touched_.push_back(std::move(row.input));
  }
}

std::vector<InputTable::Row> InputTable::load(const std::vector<bool>& wanted) {
  std::vector<Row> rows;
  all_.rewind();
  while (all_.step()) {
    const auto id = static_cast<std::size_t>(all_.integer(0));
    if (id >= wanted.size() || !wanted[id]) continue;
    rows.push_back({static_cast<InputId>(id),
                    {std::string(all_.text(3)), std::string(all_.text(4)), static_cast<std::uint64_t>(all_.integer(1)),
                     all_.integer(2)}});
  }
  all_.rewind();
  return rows;
}

void InputTable::look(Row& row) const {
  const auto status = host_.status(row.input.path);
  if (!status || status->directory || status->size != row.input.size) return;
  row.fresh = status->modified == row.input.modified;
  if (row.fresh) return;
  const auto content = host_.read(row.input.path);
  row.fresh = content && contentHash(*content) == row.input.hash;
  row.input.modified = status->modified;
  row.touched = row.fresh && trusted(status->modified);
}

bool InputTable::trusted(std::int64_t modified) const { return modified < host_.now() - kClockGrain; }

void InputTable::noteTouched() {
  for (const Input& input : std::exchange(touched_, {})) put(input);
}

bool InputTable::hasBelow(const std::string& path) const {
  const auto below = [&](std::string_view known) { return isAtOrBelow(known, path); };
  return std::any_of(paths_.begin(), paths_.end(), below) ||
         std::any_of(putIds_.begin(), putIds_.end(), [&](const auto& one) {
           return below(std::string_view(one.first).substr(0, one.first.find('\n')));
         });
}

}  // namespace dramaturg
