// A small sound catalogue: two trees, one of them reached from the other.
#pragma once

#include "decision-tree/tree.h"

namespace dramaturg::test {

inline Target toQuestion(std::string id) { return {Target::Kind::question, std::move(id)}; }
inline Target toLeaf(std::string id) { return {Target::Kind::leaf, std::move(id)}; }
inline Target toTree(std::string id) { return {Target::Kind::tree, std::move(id)}; }

inline TreeCatalogue smallCatalogue() {
  TreeCatalogue catalogue;
  catalogue.trees = {{"main",
                      "What should it be?",
                      "m.state",
                      {{"m.state",
                        "Does it remember?",
                        "persisting_state",
                        {{"yes", toQuestion("m.size"), "it remembers"}, {"no", toTree("task"), "it does not remember"}},
                        "",
                        false,
                        ""},
                       {"m.size",
                        "How big is it?",
                        "",
                        {{"small", toLeaf("agent"), "it is small"}, {"big", toLeaf("server"), "it is big"}},
                        "small",
                        true,
                        "big"}}},
                     {"task",
                      "Which task is it?",
                      "t.result",
                      {{"t.result",
                        "Is the result used?",
                        "",
                        {{"yes", toLeaf("async"), "it is used"}, {"no", toLeaf("start"), "nobody uses it"}},
                        "",
                        false,
                        ""}}}};
  for (const char* leaf : {"agent", "server", "async", "start"}) {
    catalogue.leaves.push_back({leaf, leaf, "", "", ""});
    catalogue.spellings.push_back({leaf, "std", std::string("plain ") + leaf, ""});
  }
  catalogue.spellings.push_back({"server", "caf", "`caf::stateful_actor<State>`", ""});
  for (const char* name : {"std/agent", "std/server", "std/async", "caf/server"})
    catalogue.skeletons.push_back({name, std::string("// ") + name});
  catalogue.spellings[3].skeleton = "async";  // both start a thread
  return catalogue;
}

/// The same with a side question that takes any text.
inline TreeCatalogue withSide() {
  TreeCatalogue catalogue = smallCatalogue();
  catalogue.trees[0].side = {{"m.limit", "How many at most?", "", {{"any", toLeaf("start"), ""}}, "", false, ""}};
  return catalogue;
}

}  // namespace dramaturg::test
