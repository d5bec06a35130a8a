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
      return "as you answered";
    case AnswerSource::assumed:
      return "assumed: cannot be told from code";
    case AnswerSource::open:
      return "cannot be told from code";
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
    const std::string name = "`" + std::string(system.name(id)) + "`";
    out_.page.flow("  ", "    ",
                   {{Paint::strong, lowerFirst(advice_.title)},
                    {Paint::quiet, " (" + advice_.tree + ") "},
                    {Paint::strong, name},
                    {Paint::quiet, " " + atLine(system, system.actor(id).fact->place)}});
  }

  void step(const WalkStep& step, std::size_t evidence) {
    Spans line{{Paint::plain, step.ask + " "}, {Paint::quiet, std::string(glyphs().arrow) + " "}};
    if (!step.choice.empty()) line.push_back({Paint::strong, step.choice});
    const std::size_t shown = std::min(evidence, step.evidence.size());
    const std::string source = sourceOf(*out_.report.system, step, shown > 0);
    if (!source.empty()) line.push_back({Paint::quiet, step.choice.empty() ? source : " (" + source + ")"});
    out_.page.flow(branch_, rail_, line);
    for (std::size_t i = 0; i < shown; ++i) reason(step.evidence[i]);
    if (shown > 0 && shown < step.evidence.size())
      out_.page.flow(rail_ + "  ", rail_,
                     {{Paint::quiet, "and " + std::to_string(step.evidence.size() - shown) + " more"}});
  }

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

 private:
  const Glyphs& glyphs() const { return out_.page.glyphs(); }

  static std::string lowerFirst(std::string text) {
    if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z')
      text.front() = static_cast<char>(text.front() - 'A' + 'a');
    return text;
  }

  void reason(const Step& because) {
    const std::string where =
        because.place.known() ? at(*out_.report.system, because.place) : std::string("library default");
    out_.page.flow(rail_ + "  ", rail_ + "    ", {{Paint::quiet, where + ": "}, {Paint::plain, because.text}});
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
  return out.page.take();
}

}  // namespace dramaturg
