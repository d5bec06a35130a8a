// Actors that are introduced together: what is said of the group holds for each of its members.
#pragma once

#include "extract/invocation.h"
#include "extract/unit.h"

namespace dramaturg {

class SpawnGroups {
 public:
  explicit SpawnGroups(Unit& unit) : unit_(unit) {}

  /// A call that starts a group. The functions that it is given spawn the members.
  void add(const Invocation& call, const Api& api);
  /// A call that takes over what the spawn `making` made, and may say where it runs.
  void place(const Invocation& making, const Invocation& call);
  /// Adds to a spawn in the code of `around` what its group and its own arguments say: who hears of its end, where it
  /// runs.
  void complete(const clang::FunctionDecl* around, const Invocation& call, const Api& api, Spawn& spawn);

 private:
  struct Group {
    bool linked = false;
    Placement placement = Placement::unknown;
    Placement alone = Placement::unknown;
  };

  Group describe(const Invocation& call, const Api& api);
  /// The group that a variable stands for; none if other code has started it.
  std::optional<Group> groupOf(const clang::VarDecl* variable);
  /// Whether this code spawns one member of the group, once, and hands the group to nobody who could spawn others.
  bool spawnsOnlyOne(const clang::FunctionDecl* around, const clang::VarDecl* group);
  bool isWatched(const clang::FunctionDecl* around, const clang::VarDecl* group);
  Placement placementIn(llvm::ArrayRef<const clang::Expr*> arguments);
  /// Unknown for what says nothing about places.
  Placement placementOf(const clang::Expr* expr);

  Unit& unit_;
  llvm::DenseMap<const clang::Decl*, Group> byBody_;  ///< by the function that spawns, or its closure
  llvm::DenseMap<const clang::Expr*, Placement> placed_;
};

}  // namespace dramaturg
