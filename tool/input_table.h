// The files that units were extracted from, and whether they still have the content that was seen then.
//
// Size and time of a file spare hashing it: each distinct input costs one `stat` per run, and one hash if it was
// touched.
#pragma once

#include "facts/unit_facts.h"
#include "tool/database.h"
#include "tool/host.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace dramaturg {

using InputId = std::uint32_t;

class InputTable {
 public:
  /// Both must outlive the table.
  InputTable(const Host& host, Database& database);

  /// The row of an input, a new one if it was not known. To be called in a transaction.
  InputId put(const Input& input);

  /// Looks at the files of all inputs whose flag is set, by id.
  void check(const std::vector<bool>& wanted);
  /// As `check` has found it.
  bool fresh(InputId id) const { return id < fresh_.size() && fresh_[id]; }
  /// Notes the new times of files that were only touched. In a transaction; throws `DatabaseError`.
  void noteTouched();
  bool anyTouched() const { return !touched_.empty(); }

  /// Whether an input that was put or checked is at or below `path`.
  bool hasBelow(const std::string& path) const;

 private:
  struct Row {
    InputId id = 0;
    Input input;
    bool fresh = false;
    bool touched = false;
  };
  std::vector<Row> load(const std::vector<bool>& wanted);
  void look(Row& row) const;
  bool trusted(std::int64_t modified) const;

  const Host& host_;
  Statement all_;
  Statement put_;
  std::vector<bool> fresh_;         ///< by id
  std::vector<std::string> paths_;  ///< of all that were checked
  std::unordered_map<std::string, InputId> putIds_;
  std::vector<Input> touched_;
};

}  // namespace dramaturg
