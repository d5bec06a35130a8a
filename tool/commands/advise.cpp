// `dramaturg advise ACTOR`: a decision tree, walked for any actor of the program.
#include "tool/commands/commands.h"
#include "tool/nearest.h"
#include "tool/passes/passes.h"
#include "tool/paths.h"
#include "tool/pipeline.h"
#include "tool/tree_catalogue.h"

namespace dramaturg {
namespace {

const Tree& requireTree(const std::string& id) {
  if (const Tree* tree = treeCatalogue().tree(id)) return *tree;
  std::vector<std::string> known;
  for (const Tree& tree : treeCatalogue().trees) known.push_back(tree.id);
  std::string all;
  for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
  throw usageError("unknown tree `" + id + '`' + didYouMean(id, known) + " (there are: " + all + ')');
}

/// `room` names `chat::room`, as long as no other actor ends so.
bool isCalled(std::string_view name, std::string_view asked) {
  if (name == asked) return true;
  return name.size() > asked.size() + 2 && name.ends_with(asked) &&
         name.substr(name.size() - asked.size() - 2, 2) == "::";
}

ActorId requireActor(const ActorSystem& system, const std::string& asked) {
  std::vector<std::string> known;
  std::vector<const LinkedActor*> found;
  for (const LinkedActor& actor : system.actors()) {
    const std::string_view name = system.name(actor.id);
    if (name == asked) return actor.id;
    known.emplace_back(name);
    if (const std::size_t colons = name.rfind("::"); colons != std::string_view::npos)
      known.emplace_back(name.substr(colons + 2));
    if (isCalled(name, asked)) found.push_back(&actor);
  }
  if (found.size() == 1) return found.front()->id;
  if (known.empty()) throw usageError("unknown actor `" + asked + "`; the analysed units define no actors");
  if (found.empty())
    throw usageError("unknown actor `" + asked + '`' + didYouMean(asked, known) + " (`dramaturg model` lists all)");
  std::string all;
  for (const LinkedActor* actor : found) all += " `" + std::string(system.name(actor->id)) + '`';
  throw usageError("`" + asked + "` could be any of" + all);
}

}  // namespace

ExitCode runAdvise(Host& host, const AdviseOptions& options) {
  const Tree& tree = requireTree(options.tree);
  const Analysis analysis = analyse(host, options.analysis);
  const ActorId actor = requireActor(analysis.system, options.actor);
  const Advice advice = adviseActor(analysis.system, treeCatalogue(), tree, actor);
  Report report;
  report.system = &analysis.system;
  report.run = analysis.run;
  report.source = [&](std::string_view path) { return host.read(absolutePath(path, analysis.run.root)); };
  host.print(Stream::out, options.json
                              ? renderAdviceJson(analysis.system, advice, actor)
                              : renderAdvice(report, advice, actor, textOptions(host, Stream::out, options.colour)));
  printNotAnalysed(host, analysis.run);
  printProfile(host, options.analysis, analysis, analysis.run);
  return completeness(analysis.run);
}

}  // namespace dramaturg
