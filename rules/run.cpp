// From single findings to a report that tells each thing once.
#include "rules/support.h"

#include <algorithm>
#include <tuple>

namespace dramaturg {
namespace {

/// Where two findings must meet to be one story.
enum class Meet : std::uint8_t { actor, place };

struct Overlap {
  std::string_view shown;
  std::string_view folded;
  Meet meet;
  Confidence least = Confidence::possible;  ///< that the shown one needs
};

constexpr std::string_view kHub = "bottleneck-single-actor-hub";

// Outer stories first: what is folded into one of them is gone before the next line looks.
constexpr Overlap kOverlaps[] = {
    {"messaging-call-cycle", "messaging-call-without-timeout", Meet::place},
    {"messaging-call-cycle", "bottleneck-blocking-handler", Meet::place},
    // What helps a hub, the cheapest first.
    {kHub, "observability-silent-hub", Meet::actor},
    {kHub, "bottleneck-read-through-actor", Meet::actor},
    {kHub, "bottleneck-blocking-handler", Meet::actor},
    {kHub, "bottleneck-heavy-handler", Meet::actor},
    {"pipeline-stage-per-type", "bottleneck-stateless-actor", Meet::place},
    {"bottleneck-stateless-actor", "bottleneck-read-through-actor", Meet::actor},
    {"bottleneck-blocking-handler", "messaging-call-without-timeout", Meet::place},
    {"supervision-detached-task", "supervision-unsupervised-actor", Meet::place},
    {"supervision-restart-loop", "bottleneck-blocking-init", Meet::place},
    {"naming-handmade-group", "supervision-unmonitored-dependency", Meet::place},
    {"naming-handmade-group", "state-unbounded-growth", Meet::place},
    {"supervision-unmonitored-dependency", "state-unbounded-growth", Meet::place},
    {"pipeline-job-queue-as-consumer", "messaging-unbounded-cast", Meet::place},
    {"pipeline-jobs-in-memory", "messaging-unbounded-cast", Meet::place, Confidence::likely},
    {"messaging-unbounded-cast", "pipeline-jobs-in-memory", Meet::place},
    {"supervision-detached-task", "bottleneck-thread-per-entity", Meet::place},
};

bool meets(const Finding& shown, const Finding& folded, Meet how) {
  if (how == Meet::actor) return shown.actor == folded.actor && shown.actor != ActorId::none;
  if (shown.place == folded.place) return true;
  return std::ranges::any_of(shown.evidence, [&](const Step& step) { return step.place == folded.place; });
}

/// What is said of a folded finding; for a hub each is a way to relieve it, and they are numbered.
std::string sideStory(const Finding& shown, const Finding& folded) {
  if (shown.rule != kHub) return "besides, " + folded.message;
  return "besides, " + folded.message + "; remedy " + std::to_string(shown.folded.size()) + ": " + folded.advice;
}

/// The folded finding goes on in the evidence, and its weight is not lost.
void fold(Finding& shown, Finding& folded) {
  const auto standFor = [&](const std::string& rule) {
    if (std::ranges::find(shown.folded, rule) == shown.folded.end()) shown.folded.push_back(rule);
  };
  standFor(folded.rule);
  std::ranges::for_each(folded.folded, standFor);
  shown.severity = std::max(shown.severity, folded.severity);
  shown.evidence.push_back({folded.place, sideStory(shown, folded)});
  for (Step& step : folded.evidence)
    if (std::ranges::find(shown.evidence, step) == shown.evidence.end()) shown.evidence.push_back(std::move(step));
}

/// A hidden story must not swallow one that would be shown.
bool mayHold(const Finding& shown, const Finding& folded) {
  return shown.confidence >= folded.confidence || shown.confidence >= Confidence::likely;
}

void foldOverlaps(std::vector<Finding>& findings) {
  std::vector<bool> gone(findings.size());
  for (const Overlap& overlap : kOverlaps)
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (gone[i] || findings[i].rule != overlap.shown || findings[i].confidence < overlap.least) continue;
      for (std::size_t j = 0; j < findings.size(); ++j) {
        if (gone[j] || findings[j].rule != overlap.folded) continue;
        if (!meets(findings[i], findings[j], overlap.meet) || !mayHold(findings[i], findings[j])) continue;
        fold(findings[i], findings[j]);
        gone[j] = true;
      }
    }
  std::vector<Finding> kept;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (!gone[i]) kept.push_back(std::move(findings[i]));
  findings = std::move(kept);
}

/// What may well be wrong is said one step more quietly.
void soften(Finding& finding) {
  if (finding.confidence != Confidence::possible || finding.severity == Severity::suggestion) return;
  finding.severity = finding.severity == Severity::error ? Severity::warning : Severity::suggestion;
}

void sortByPlace(const ActorSystem& system, std::vector<Finding>& findings) {
  const auto order = [&](const Finding& finding) {
    return std::tuple(system.path(finding.place.file), finding.place.line, finding.place.column,
                      std::string_view(finding.rule), std::string_view(finding.subject), finding.confidence);
  };
  std::ranges::sort(findings, [&](const Finding& a, const Finding& b) { return order(a) < order(b); });
}

/// Instances of a template and classes that inherit a handler tell one story at one place; the surest stays.
void mergeInstances(std::vector<Finding>& findings) {
  const auto same = [](const Finding& a, const Finding& b) { return a.rule == b.rule && a.place == b.place; };
  for (std::size_t i = 0; i + 1 < findings.size();) {
    if (!same(findings[i], findings[i + 1])) {
      ++i;
      continue;
    }
    const bool second = findings[i + 1].confidence > findings[i].confidence;
    findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(second ? i : i + 1));
  }
}

}  // namespace

std::vector<Finding> runRules(const ActorSystem& system, std::span<const Rule* const> rules) {
  std::vector<Finding> findings;
  for (const Rule* rule : rules) rule->check(system, findings);
  for (Finding& finding : findings) std::erase_if(finding.evidence, [](const Step& step) { return step.text.empty(); });
  sortByPlace(system, findings);
  mergeInstances(findings);
  foldOverlaps(findings);
  // That it is an actor at all is part of the argument.
  for (Finding& finding : findings)
    if (finding.actor != ActorId::none) append(finding.evidence, system.actor(finding.actor).structure);
  std::ranges::for_each(findings, soften);
  return findings;
}

}  // namespace dramaturg
