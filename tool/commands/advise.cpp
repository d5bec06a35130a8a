// `dramaturg advise`: decision trees, walked with a person, for an actor, for a place in the code, or for all actors.
#include "decision-tree/present.h"
#include "model/ways.h"
#include "report/advice_table.h"
#include "tool/commands/commands.h"
#include "tool/interview/conversation.h"
#include "tool/nearest.h"
#include "tool/paths.h"
#include "tool/pipeline.h"
#include "tool/tree_catalogue.h"

#include <algorithm>

namespace dramaturg {
namespace {

void requireLibrary(const TreeCatalogue& catalogue, const std::string& library) {
  const std::vector<std::string> known = catalogue.libraries();
  if (library.empty() || std::ranges::find(known, library) != known.end()) return;
  std::string all;
  for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
  throw usageError("no leaf is spelled in `" + library + '`' + didYouMean(library, known) + " (there are: " + all +
                   ')');
}

std::optional<Transcript> transcriptFor(const Host& host, const AdviseOptions& options) {
  if (options.replay.empty()) return std::nullopt;
  const std::optional<std::string> text = host.read(absolutePath(options.replay, host.currentDirectory()));
  if (!text) throw usageError("cannot read `" + options.replay + '`');
  return readTranscript(options.replay, *text);
}

/// `cache this data`: neither a place nor the name of an actor.
bool areWords(const std::string& subject) { return subject.find(' ') != std::string::npos && !parseSpot(subject); }

std::vector<std::string> treesFor(const TreeCatalogue& catalogue, const std::string& words) {
  const std::vector<const Phrase*> found = search(catalogue, words);
  if (!found.empty()) return found.front()->trees;
  std::vector<std::string> known;
  for (const Phrase& phrase : catalogue.phrases) known.push_back(phrase.say);
  throw usageError("no tree answers `" + words + '`' + didYouMean(words, known) +
                   " (`dramaturg advise` lets you choose)");
}

/// The end of every command that has looked at code.
ExitCode finish(Host& host, const AdviseOptions& options, const Analysis& analysis, ExitCode code) {
  printNotAnalysed(host, analysis.run);
  printProfile(host, options.analysis, analysis, analysis.run);
  return code == ExitCode::clean ? completeness(analysis.run) : code;
}

AdviceRow rowFor(const TreeCatalogue& catalogue, const ActorSystem& system, ActorId actor) {
  const Tree& tree = requireTree(catalogue, "abstraction");
  AdviceRow row{actor, presentForm(system, actor),
                wholeAdvice(catalogue, tree, codeOf(system, {actor}), {}, libraryOf(system, actor)), false};
  row.agrees = row.now.leaf == row.advice.leaf;
  return row;
}

ExitCode adviseAll(Host& host, const AdviseOptions& options, const TreeCatalogue& catalogue) {
  const Analysis analysis = analyse(host, options.analysis);
  const ActorSystem& system = analysis.system;
  std::vector<AdviceRow> rows;
  for (const LinkedActor& actor : system.actors())
    if (!isOnlyBase(system, actor)) rows.push_back(rowFor(catalogue, system, actor.id));
  host.print(Stream::out, options.format == AdviceFormat::json
                              ? renderAdviceTableJson(system, rows)
                              : renderAdviceTable(system, rows, textOptions(host, Stream::out, options.colour)));
  return finish(host, options, analysis, ExitCode::clean);
}

ExitCode compareTwo(Host& host, const AdviseOptions& options, const TreeCatalogue& catalogue) {
  const Analysis analysis = analyse(host, options.analysis);
  const ActorSystem& system = analysis.system;
  const auto row = [&](const std::string& name) {
    const NamedSubject named = findSubject(host, system, analysis.run.root, name);
    if (named.subject.actor == ActorId::none) throw usageError("`" + name + "` is no actor");
    return rowFor(catalogue, system, named.subject.actor);
  };
  const AdviceRow a = row(options.subjects[0]);
  const AdviceRow b = row(options.subjects[1]);
  if (a.actor == b.actor)
    throw usageError("`" + options.subjects[0] + "` and `" + options.subjects[1] + "` are one actor");
  const Comparison comparison = compare(system, a.actor, b.actor);
  Report report;
  report.system = &system;
  report.run = analysis.run;
  host.print(Stream::out,
             options.format == AdviceFormat::json
                 ? renderComparisonJson(system, a, b, comparison)
                 : renderComparison(report, a, b, comparison, textOptions(host, Stream::out, options.colour)));
  return finish(host, options, analysis, ExitCode::clean);
}

std::vector<std::string> treesOf(const Transcript& transcript) {
  std::vector<std::string> trees;
  for (const Transcript::Passage& passage : transcript.passages) trees.push_back(passage.tree);
  return trees;
}

}  // namespace

ExitCode runAdvise(Host& host, const AdviseOptions& options) {
  const TreeCatalogue catalogue = treeCatalogueWith(host, options.treeFiles);
  if (!options.tree.empty()) requireTree(catalogue, options.tree);
  requireLibrary(catalogue, options.library);
  parseAnswers(catalogue, options.answers);  // what is wrong with them shows before any work
  if (options.all) return adviseAll(host, options, catalogue);
  if (options.subjects.size() > 2) throw usageError("advise on one subject, or compare two; words go in quotes");
  if (options.subjects.size() == 2) return compareTwo(host, options, catalogue);

  const std::optional<Transcript> replayed = transcriptFor(host, options);
  std::string subject = options.subjects.empty() ? "" : options.subjects.front();
  if (subject.empty() && replayed) subject = replayed->subject;
  std::vector<std::string> trees;
  if (!options.tree.empty()) trees = {options.tree};
  if (trees.empty() && replayed) trees = treesOf(*replayed);
  const Transcript* const past = replayed ? &*replayed : nullptr;
  if (subject.empty() || areWords(subject)) {
    if (trees.empty() && !subject.empty()) trees = treesFor(catalogue, subject);
    return Conversation(host, options, catalogue, nullptr, {}, past).run(std::move(trees));
  }
  const Analysis analysis = analyse(host, options.analysis);
  const NamedSubject named = findSubject(host, analysis.system, analysis.run.root, subject);
  if (trees.empty()) trees = {named.tree};
  const ExitCode code = Conversation(host, options, catalogue, &analysis, named, past).run(std::move(trees));
  return finish(host, options, analysis, code);
}

}  // namespace dramaturg
