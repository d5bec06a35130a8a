// The functions of a program while home-made actors are put into them.
#pragma once

#include "model/home_made.h"

#include <map>
#include <memory>
#include <utility>

namespace dramaturg {

/// Functions while they are being changed.
class Changes {
 public:
  explicit Changes(FunctionTable& functions) : functions_(functions) {}

  Function& operator[](FunctionId id) {
    const auto [known, isNew] = changed_.try_emplace(id);
    if (isNew) known->second = functions_[id];
    return known->second;
  }
  /// As it is now.
  const Function& now(FunctionId id) const {
    const auto known = changed_.find(id);
    return known == changed_.end() ? functions_[id] : known->second;
  }
  void apply() {
    if (changed_.empty()) return;
    std::vector<Function> all;
    for (auto& [id, function] : changed_) all.push_back(std::move(function));
    functions_.replace(std::make_unique<const PieceFunctions>(std::move(all)));
  }

 private:
  FunctionTable& functions_;
  std::map<FunctionId, Function> changed_;
};

/// What is handed to a pool becomes a task of it, and the making of an object whose turns a pool runs a spawn.
void addPoolWork(const ThreadClasses&, const std::vector<HomeMadeActor>& pools, const std::vector<HostedActor>& hosts,
                 Changes&);

}  // namespace dramaturg
