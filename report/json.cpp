// Findings and advice for programs. The documents are described in schema/; a member may be added, none may change its
// meaning without a new schema number. All but `run.timings` is the same for the same input.
#include "report/json_values.h"
#include "report/report.h"
#include "report/words.h"

namespace dramaturg {
namespace {

Json actorJson(const ActorSystem& system, ActorId id) {
  if (id == ActorId::none) return nullptr;
  const LinkedActor& actor = system.actor(id);
  Json object;
  object["name"] = system.name(id);
  object["library"] = system.key(actor.library->name);
  object["file"] = system.path(actor.fact->place.file);
  object["line"] = actor.fact->place.line;
  return object;
}

Json stepJson(const ActorSystem& system, const WalkStep& step) {
  Json object;
  object["question"] = step.question;
  object["ask"] = step.ask;
  object["answer"] = textOrNull(step.choice);
  object["source"] = word(step.source);
  object["confidence"] = word(step.confidence);
  object["evidence"] = evidenceJson(system, step.evidence);
  if (!step.overruled.empty()) object["codeSays"] = step.overruled;
  return object;
}

Json walkJson(const ActorSystem& system, const Walk& walk) {
  Json steps = Json::array();
  for (const WalkStep& step : walk.steps) steps.push_back(stepJson(system, step));
  return steps;
}

Json adviceJson(const ActorSystem& system, const Advice& advice) {
  Json object;
  object["tree"] = advice.tree;
  object["leaf"] = textOrNull(advice.leaf);
  object["primitive"] = textOrNull(advice.primitive);
  object["meaning"] = textOrNull(advice.meaning);
  object["spelling"] = textOrNull(advice.spelling);
  object["caution"] = textOrNull(advice.caution);
  object["confidence"] = word(advice.walk.confidence);
  object["walk"] = walkJson(system, advice.walk);
  return object;
}

/// What only a walk that somebody asked for has.
Json wholeAdviceJson(const ActorSystem& system, const Advice& advice) {
  Json object = adviceJson(system, advice);
  object["notWhen"] = textOrNull(advice.notWhen);
  object["library"] = textOrNull(advice.library);
  object["skeleton"] = textOrNull(advice.skeleton);
  object["ruledOut"] = Json::array();
  for (const RuledOut& out : advice.ruledOut)
    object["ruledOut"].push_back({{"leaves", out.leaves}, {"because", out.because}});
  object["side"] = Json::array();
  for (const SideAdvice& side : advice.side) {
    Json step = stepJson(system, side.step);
    step["leaf"] = textOrNull(side.leaf);
    object["side"].push_back(std::move(step));
  }
  object["possible"] = advice.possible;
  object["next"] = Json::array();
  for (const auto& [tree, title] : advice.next) object["next"].push_back(tree);
  return object;
}

Json findingJson(const ActorSystem& system, const ReportedFinding& reported) {
  const Finding& finding = reported.finding;
  Json object;
  object["rule"] = finding.rule;
  object["severity"] = word(finding.severity);
  object["confidence"] = word(finding.confidence);
  object["message"] = finding.message;
  addPlace(object, system, finding.place);
  object["endLine"] = finding.place.endLine;
  object["endColumn"] = finding.place.endColumn;
  object["actor"] = actorJson(system, finding.actor);
  object["evidence"] = evidenceJson(system, finding.evidence);
  object["suggestion"] = textOrNull(finding.advice);
  object["advice"] = reported.advice ? adviceJson(system, *reported.advice) : Json(nullptr);
  object["fingerprint"] = reported.fingerprint;
  object["folded"] = finding.folded;
  return object;
}

Json runJson(const RunInfo& run) {
  Json failed = Json::array();
  for (const FailedUnit& unit : run.failed) failed.push_back({{"file", unit.file}, {"reason", unit.reason}});
  Json timings = Json::object();
  for (const PhaseTime& time : run.times) timings[time.phase] = time.milliseconds;

  Json object;
  object["version"] = run.version;
  object["units"] = {{"total", run.unitsTotal},
                     {"analysed", run.unitsAnalysed},
                     {"cached", run.unitsCached},
                     {"partial", run.unitsPartial},
                     {"failed", std::move(failed)}};
  object["hidden"] = {{"confidence", run.hiddenByConfidence}, {"path", run.hiddenByPath}};
  object["timings"] = std::move(timings);
  return object;
}

}  // namespace

std::string renderJson(const Report& report) {
  Json findings = Json::array();
  Json suppressed = Json::array();
  for (const ReportedFinding& reported : report.findings) {
    Json object = findingJson(*report.system, reported);
    if (reported.suppressed.empty()) {
      findings.push_back(std::move(object));
    } else {
      object["reason"] = reported.suppressed;
      suppressed.push_back(std::move(object));
    }
  }
  Json root;
  root["schema"] = "dramaturg.findings/1";
  root["findings"] = std::move(findings);
  root["suppressed"] = std::move(suppressed);
  root["run"] = runJson(report.run);
  return document(root);
}

std::string renderAdviceJson(const ActorSystem& system, const Advice& advice, ActorId actor) {
  Json root;
  root["schema"] = "dramaturg.advice/1";
  root["actor"] = actorJson(system, actor);
  root["advice"] = wholeAdviceJson(system, advice);
  return document(root);
}

}  // namespace dramaturg
