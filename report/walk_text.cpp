#include "report/display_line.h"
#include "report/text_parts.h"
#include "report/words.h"

#include <algorithm>

namespace dramaturg {
namespace {

std::string firstPlace(const ActorSystem& system, const Evidence& evidence) {
  const auto found = std::ranges::find_if(evidence, [](const Step& step) { return step.place.known(); });
  return found == evidence.end() ? "" : at(system, found->place);
}

/// An interview without a project has none.
bool hasCode(const ActorSystem& system) { return system.functions().size() > 0; }

/// Where an answer comes from; `shown`: its evidence stands below.
std::string sourceOf(const ActorSystem& system, const WalkStep& step, bool shown) {
  switch (step.source) {
    case AnswerSource::code: {
      const std::string sure = step.confidence == Confidence::certain ? "" : std::string(word(step.confidence));
      if (shown) return sure;
      const std::string place = firstPlace(system, step.evidence);
      return (place.empty() ? "from code" : place) + (sure.empty() ? "" : ", " + sure);
    }
    case AnswerSource::person:
      if (step.overruled.empty()) return hasCode(system) ? "as you answered" : "";
      return "as you answered; the code says " + step.overruled +
             (shown || firstPlace(system, step.evidence).empty() ? "" : ": " + firstPlace(system, step.evidence));
    case AnswerSource::assumed:
      return hasCode(system) ? "assumed: cannot be told from code" : "assumed";
    case AnswerSource::open:
      return hasCode(system) ? "cannot be told from code" : "not answered";
  }
  return "";
}

class WalkWriter {
 public:
  WalkWriter(TextReport& out, const Advice& advice)
      : out_(out),
        advice_(advice),
        branch_("  " + std::string(glyphs().branch) + " "),
        last_("  " + std::string(glyphs().last) + " "),
        rail_("  " + std::string(glyphs().bar) + std::string(displayWidth(branch_) - 3, ' ')) {}

  void head(ActorId id) {
    const ActorSystem& system = *out_.report.system;
    Spans line{{Paint::strong, lowerFirst(advice_.title)}, {Paint::quiet, " (" + advice_.tree + ")"}};
    if (id != ActorId::none) {
      line.push_back({Paint::strong, " `" + std::string(system.name(id)) + "`"});
      line.push_back({Paint::quiet, " " + atLine(system, system.actor(id).fact->place)});
    }
    if (!advice_.about.empty()) line.push_back({Paint::quiet, " " + advice_.about});
    out_.page.flow("  ", "    ", line);
  }

  void step(const WalkStep& step, std::size_t evidence) { write(step, evidence, branch_, rail_); }

  void leaf() {
    if (advice_.leaf.empty()) {
      out_.page.flow(last_, "      ",
                     {{Paint::plain, "no recommendation: only a person can answer the last question"}});
      return;
    }
    const std::string indent(displayWidth(last_), ' ');
    out_.page.flow(last_, indent, {{Paint::strong, advice_.primitive}, {Paint::plain, ": " + advice_.meaning}});
    note(indent, "in " + advice_.library, advice_.spelling);
    note(indent, "caution", advice_.caution);
  }

  /// What the leaf is not, and what else is worth a thought.
  void surroundings(bool stepsAreShown) {
    const std::string indent(displayWidth(last_), ' ');
    note(indent, "not when", advice_.leaf.empty() ? "" : advice_.notWhen);
    for (const RuledOut& out : advice_.ruledOut) note(indent, "not " + out.names, out.because);
    if (!advice_.possibleNames.empty()) note(indent, "still possible", listed(advice_.possibleNames));
    for (const SideAdvice& side : advice_.side) {
      if (!stepsAreShown) write(side.step, kEveryStep, indent + "also: ", indent + "  ");
      if (!side.leaf.empty()) note(indent + (stepsAreShown ? "" : "  "), side.primitive, side.meaning);
    }
    for (const auto& [tree, title] : advice_.next) note(indent, "go on with", lowerFirst(title) + " (" + tree + ")");
  }

  void skeleton() {
    if (advice_.skeleton.empty()) return;
    out_.page.blank();
    std::string_view code = advice_.skeleton;
    while (!code.empty()) {
      const std::size_t end = std::min(code.find('\n'), code.size());
      out_.page.line({{Paint::plain, "    " + DisplayLine(code.substr(0, end), out_.page.utf8()).text()}});
      code.remove_prefix(std::min(end + 1, code.size()));
    }
  }

 private:
  const Glyphs& glyphs() const { return out_.page.glyphs(); }

  static std::string listed(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
  }

  static std::string lowerFirst(std::string text) {
    if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z')
      text.front() = static_cast<char>(text.front() - 'A' + 'a');
    return text;
  }

  void write(const WalkStep& step, std::size_t evidence, const std::string& first, const std::string& rest) {
    Spans line{{Paint::plain, step.ask + " "}, {Paint::quiet, std::string(glyphs().arrow) + " "}};
    if (!step.choice.empty()) line.push_back({Paint::strong, step.choice});
    const std::size_t shown = std::min(evidence, step.evidence.size());
    const std::string source = sourceOf(*out_.report.system, step, shown > 0);
    if (!source.empty()) line.push_back({Paint::quiet, step.choice.empty() ? source : " (" + source + ")"});
    out_.page.flow(first, rest, line);
    for (std::size_t i = 0; i < shown; ++i) reason(step.evidence[i], rest);
    if (shown > 0 && shown < step.evidence.size())
      out_.page.flow(rest + "  ", rest,
                     {{Paint::quiet, "and " + std::to_string(step.evidence.size() - shown) + " more"}});
  }

  void reason(const Step& because, const std::string& rail) {
    const std::string where =
        because.place.known() ? at(*out_.report.system, because.place) : std::string("library default");
    out_.page.flow(rail + "  ", rail + "    ", {{Paint::quiet, where + ": "}, {Paint::plain, because.text}});
  }

  void note(const std::string& indent, const std::string& label, const std::string& text) {
    if (text.empty()) return;
    out_.page.flow(indent, indent + "  ", {{Paint::quiet, label + ": "}, {Paint::plain, text}});
  }

  TextReport& out_;
  const Advice& advice_;
  std::string branch_;
  std::string last_;
  std::string rail_;
};

}  // namespace

void writeWalk(TextReport& out, const Advice& advice, ActorId actor, std::size_t evidence) {
  WalkWriter writer(out, advice);
  writer.head(actor);
  for (const WalkStep& step : advice.walk.steps) writer.step(step, evidence);
  writer.leaf();
}

std::string renderAdvice(const Report& report, const Advice& advice, ActorId actor, const TextOptions& options) {
  TextReport out(report, options);
  writeWalk(out, advice, actor, kEveryStep);
  WalkWriter writer(out, advice);
  writer.surroundings(false);
  writer.skeleton();
  return out.page.take();
}

std::string renderStep(const Report& report, const WalkStep& step, const TextOptions& options) {
  constexpr std::size_t kShown = 3;
  TextReport out(report, options);
  const Advice nothing;
  WalkWriter(out, nothing).step(step, kShown);
  return out.page.take();
}

std::string renderRecommendation(const Report& report, const Advice& advice, const TextOptions& options) {
  TextReport out(report, options);
  WalkWriter writer(out, advice);
  writer.leaf();
  writer.surroundings(true);
  writer.skeleton();
  return out.page.take();
}

}  // namespace dramaturg
