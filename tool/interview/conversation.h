// `dramaturg advise` from its options to its result: which trees, in which order, who answers, and what is printed.
#pragma once

#include "tool/advice.h"
#include "tool/advice_subject.h"
#include "tool/commands/commands.h"
#include "tool/host.h"
#include "tool/interview/interview.h"
#include "tool/interview/transcript.h"
#include "tool/options.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

/// One tree after the other, with whoever is there to answer.
class Conversation {
 public:
  /// `analysis` null: without a project. `replayed` null: nothing to replay. Throws `Failure` for answers that fit no
  /// question.
  Conversation(Host& host, const AdviseOptions& options, const TreeCatalogue& catalogue, const Analysis* analysis,
               const NamedSubject& subject, const Transcript* replayed);

  /// Trees to walk, in order; none: the person chooses.
  ExitCode run(std::vector<std::string> trees);

 private:
  bool talks() const { return dialogue_ != nullptr && !stopped_; }
  TextOptions text(Stream stream) const { return textOptions(host_, stream, options_.colour); }
  Said beforehand() const;
  void conclude(const Tree& tree);
  void print(const Tree& tree, const Advice& advice);
  void checkReplay(const Walk& walk) const;
  /// Of `candidates`, or what is found by words if `searches`. Nothing: none of them.
  std::optional<std::string> choose(const std::vector<std::string>& candidates, Menu menu, bool searches);
  std::optional<std::string> chooseFirst();
  std::optional<std::string> chooseNext(std::vector<std::string>& planned);
  void saveTranscript();

  Host& host_;
  const AdviseOptions& options_;
  const TreeCatalogue& catalogue_;
  NamedSubject subject_;
  const Transcript* replayed_;
  ActorSystem nobody_;  ///< stands in where there is no project
  Report report_;
  Code code_;
  SpellingLibrary library_;
  std::unique_ptr<Dialogue> dialogue_;  ///< null: nobody is asked
  std::unique_ptr<Interview> interview_;
  Transcript transcript_;
  bool visible_ = false;  ///< the steps are on the screen already
  bool stopped_ = false;  ///< the person has enough, or is gone
};

/// `question=choice` as answers. Throws `Failure` (usage) with the nearest names.
Said parseAnswers(const TreeCatalogue&, const std::vector<std::string>& answers);

/// Throws `Failure` (usage) with the nearest names.
const Tree& requireTree(const TreeCatalogue&, const std::string& id);

}  // namespace dramaturg
