#include "report/advice_table.h"

#include "report/json_values.h"
#include "report/text_parts.h"
#include "report/words.h"

#include <algorithm>

namespace dramaturg {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : " or ") + name;
  return all;
}

/// The leaf, or those that are left where only a person can tell.
std::string recommended(const AdviceRow& row) {
  return row.advice.primitive.empty() ? listed(row.advice.possibleNames) : row.advice.primitive;
}

/// The last thing that code says and shows is what decides.
const WalkStep* deciding(const AdviceRow& row) {
  const std::vector<WalkStep>& steps = row.advice.walk.steps;
  const auto last = std::find_if(steps.rbegin(), steps.rend(), [](const WalkStep& step) {
    return step.source == AnswerSource::code && !step.evidence.empty();
  });
  if (last != steps.rend()) return &*last;
  const auto any = std::ranges::find(steps, AnswerSource::code, &WalkStep::source);
  return any == steps.end() ? nullptr : &*any;
}

std::string because(const ActorSystem& system, const AdviceRow& row) {
  const WalkStep* step = deciding(row);
  if (step == nullptr) return "code does not tell";
  const auto seen = std::ranges::find_if(step->evidence, [](const Step& one) { return one.place.known(); });
  return step->says + (seen == step->evidence.end() ? "" : " (" + atLine(system, seen->place) + ")");
}

/// Where the walk stopped: what only a person can answer.
std::string openQuestion(const AdviceRow& row) {
  const WalkStep& last = row.advice.walk.steps.back();
  return last.ask + " (" + last.question + ")";
}

void write(const ActorSystem& system, const AdviceRow& row, Page& page) {
  page.flow("", "  ",
            {{Paint::strong, std::string(system.name(row.actor))},
             {Paint::quiet, "  " + atLine(system, system.actor(row.actor).fact->place)}});
  page.flow("  now: ", "       ", {{Paint::plain, row.now.words}});
  if (row.agrees) {
    page.flow("  and: ", "       ",
              {{Paint::plain, "that is right: " + recommended(row)},
               {Paint::quiet, " (" + std::string(word(row.advice.walk.confidence)) + ")"}});
  } else if (row.advice.leaf.empty()) {
    page.flow("  ask: ", "       ", {{Paint::plain, openQuestion(row)}});
    page.flow("  then: ", "       ", {{Paint::strong, recommended(row)}});
    return;
  } else if (row.advice.walk.confidence == Confidence::possible) {
    page.flow("  perhaps: ", "       ", {{Paint::plain, recommended(row)}});
  } else {
    page.flow("  but: ", "       ",
              {{Paint::strong, recommended(row)},
               {Paint::quiet, " (" + std::string(word(row.advice.walk.confidence)) + ")"}});
  }
  page.flow("  why: ", "       ", {{Paint::plain, because(system, row)}});
}

Json rowJson(const ActorSystem& system, const AdviceRow& row) {
  const LinkedActor& actor = system.actor(row.actor);
  Json object;
  object["name"] = system.name(row.actor);
  object["library"] = system.key(actor.library->name);
  object["file"] = system.path(actor.fact->place.file);
  object["line"] = actor.fact->place.line;
  object["now"] = row.now.leaf;
  object["leaf"] = textOrNull(row.advice.leaf);
  object["possible"] = row.advice.possible;
  object["agrees"] = row.agrees;
  object["confidence"] = word(row.advice.walk.confidence);
  object["because"] = because(system, row);
  return object;
}

std::string_view verdictText(Comparison::Verdict verdict) {
  switch (verdict) {
    case Comparison::Verdict::one:
      return "they could well be one actor";
    case Comparison::Verdict::apart:
      return "they are two for good reasons";
    case Comparison::Verdict::weigh:
      break;
  }
  return "there is something to say for both, or for neither; weigh it";
}

void write(TextReport& out, const std::string& head, const Evidence& evidence) {
  if (evidence.empty()) return;
  out.page.flow("", "", {{Paint::strong, head}});
  for (const Step& step : evidence)
    out.page.flow("  ", "    ", {{Paint::quiet, at(*out.report.system, step.place) + ": "}, {Paint::plain, step.text}});
}

}  // namespace

std::string renderAdviceTable(const ActorSystem& system, const std::vector<AdviceRow>& rows,
                              const TextOptions& options) {
  Page page(options);
  for (const AdviceRow& row : rows) write(system, row, page);
  const auto right = std::ranges::count_if(rows, &AdviceRow::agrees);
  page.rule();
  page.flow("", "",
            {{Paint::plain, std::to_string(right) + " of " + std::to_string(rows.size()) +
                                " actors are what the trees recommend; `dramaturg advise NAME` shows the whole walk"}});
  return page.take();
}

std::string renderAdviceTableJson(const ActorSystem& system, const std::vector<AdviceRow>& rows) {
  Json root;
  root["schema"] = "dramaturg.advice-table/1";
  root["actors"] = Json::array();
  for (const AdviceRow& row : rows) root["actors"].push_back(rowJson(system, row));
  return document(root);
}

std::string renderComparison(const Report& report, const AdviceRow& a, const AdviceRow& b, const Comparison& comparison,
                             const TextOptions& options) {
  TextReport out(report, options);
  write(*report.system, a, out.page);
  write(*report.system, b, out.page);
  out.page.rule();
  write(out, "for one actor:", comparison.together);
  write(out, "for two:", comparison.apart);
  write(out, "one of them is several that do not need each other:", comparison.parts);
  out.page.flow("", "", {{Paint::strong, std::string(verdictText(comparison.verdict))}});
  return out.page.take();
}

std::string renderComparisonJson(const ActorSystem& system, const AdviceRow& a, const AdviceRow& b,
                                 const Comparison& comparison) {
  static constexpr std::string_view kVerdicts[] = {"one", "apart", "weigh"};
  Json root;
  root["schema"] = "dramaturg.comparison/1";
  root["actors"] = Json::array({rowJson(system, a), rowJson(system, b)});
  root["verdict"] = kVerdicts[static_cast<std::size_t>(comparison.verdict)];
  root["together"] = evidenceJson(system, comparison.together);
  root["apart"] = evidenceJson(system, comparison.apart);
  root["parts"] = evidenceJson(system, comparison.parts);
  return document(root);
}

}  // namespace dramaturg
