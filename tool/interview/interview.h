// Walking trees with somebody: code answers what it can, a person the rest, and may think again.
#pragma once

#include "decision-tree/walk.h"
#include "tool/interview/dialogue.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

class Interview {
 public:
  /// How an answered question looks.
  using Show = std::function<std::string(const WalkStep&)>;

  /// `dialogue` null: nobody is there to answer.
  Interview(Dialogue* dialogue, const TreeCatalogue& catalogue, Code code, Said said, Show show);

  enum class End {
    answered,     ///< nothing is left to ask
    quit,         ///< the person has enough
    interrupted,  ///< Ctrl-C
    silent,       ///< nobody answers any more
  };
  /// Asks what is open in one tree. What was said stays said for the next one.
  End run(const Tree& tree);

  const Said& said() const { return said_; }

 private:
  void showUntil(const Walk& walk, const WalkStep* next);
  Menu menuFor(const Question& question, const WalkStep& step) const;
  /// Nothing: the question was answered, or another one comes first.
  std::optional<End> answer(const Walk& walk, const WalkStep& step);
  void explain(const Question& question);
  void goBack();
  std::optional<End> overrule(const Walk& walk);
  void say(const Question& question, const std::string& choice);

  Dialogue* dialogue_;
  const TreeCatalogue& catalogue_;
  Code code_;
  Said said_;
  Show show_;
  std::vector<std::string> asked_;   ///< answered or passed by the person, in order
  std::vector<std::string> passed_;  ///< of these, without an answer
  std::vector<std::string> shown_;   ///< questions whose answer stands on the screen
};

}  // namespace dramaturg
