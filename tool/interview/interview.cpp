#include "tool/interview/interview.h"

#include <algorithm>
#include <utility>

namespace dramaturg {
namespace {

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

/// In the order in which questions come.
std::vector<const WalkStep*> stepsOf(const Walk& walk) {
  std::vector<const WalkStep*> steps;
  for (const WalkStep& step : walk.steps) steps.push_back(&step);
  for (const SideStep& side : walk.side) steps.push_back(&side.step);
  return steps;
}

std::string choicesOf(const Question& question) {
  std::string all;
  for (const Branch& branch : question.branches) all += (all.empty() ? "" : ", ") + branch.choice;
  return all;
}

}  // namespace

Interview::Interview(Dialogue* dialogue, const TreeCatalogue& catalogue, Code code, Said said, Show show)
    : dialogue_(dialogue),
      catalogue_(catalogue),
      code_(std::move(code)),
      said_(std::move(said)),
      show_(std::move(show)) {}

Interview::End Interview::run(const Tree& tree) {
  if (dialogue_ == nullptr) return End::silent;
  asked_.clear();
  shown_.clear();
  for (;;) {
    const Walk walk = dramaturg::walk(catalogue_, tree, code_, said_);
    const WalkStep* next = firstUnanswered(walk, passed_);
    showUntil(walk, next);
    if (next == nullptr) return End::answered;
    if (const std::optional<End> end = answer(walk, *next)) return *end;
  }
}

void Interview::showUntil(const Walk& walk, const WalkStep* next) {
  for (const WalkStep* step : stepsOf(walk)) {
    if (step == next) return;
    if (contains(shown_, step->question)) continue;
    shown_.push_back(step->question);
    dialogue_->tell(show_(*step));
  }
}

Menu Interview::menuFor(const Question& question, const WalkStep& step) const {
  Menu menu;
  menu.ask = question.ask;
  menu.text = question.takesAnything();
  if (!menu.text)
    for (const Branch& branch : question.branches) menu.items.push_back({branch.choice, branch.says});
  menu.whenPassed = !question.whenUnknown.empty() ? question.whenUnknown : "leave it open";
  menu.why = !question.why.empty() || !step.evidence.empty();
  menu.back = !asked_.empty();
  menu.overrule = static_cast<bool>(code_);
  return menu;
}

std::optional<Interview::End> Interview::answer(const Walk& walk, const WalkStep& step) {
  const Question& question = *catalogue_.question(step.question);
  const Menu menu = menuFor(question, step);
  const Response reply = dialogue_->ask(menu);
  switch (reply.kind) {
    case Response::Kind::choice:
      say(question, menu.items[reply.index].choice);
      break;
    case Response::Kind::text:
      if (question.takesAnything())
        say(question, reply.text);
      else
        dialogue_->complain("`" + reply.text + "` is no answer to " + question.id + " (" + choicesOf(question) + ")");
      break;
    case Response::Kind::pass:
      asked_.push_back(question.id);
      passed_.push_back(question.id);
      break;
    case Response::Kind::why:
      explain(question);
      break;
    case Response::Kind::back:
      goBack();
      break;
    case Response::Kind::overrule:
      return overrule(walk);
    case Response::Kind::quit:
      return End::quit;
    case Response::Kind::interrupted:
      return End::interrupted;
    case Response::Kind::end:
      return End::silent;
  }
  return std::nullopt;
}

void Interview::explain(const Question& question) {
  dialogue_->remark(question.why);
  const Verdict known = code_ ? code_(question) : Verdict{};
  if (!known.evidence.empty()) {
    WalkStep step{question.id, "What the code knows:", "", AnswerSource::open, Confidence::possible, known.evidence};
    dialogue_->tell(show_(step));
  }
}

void Interview::say(const Question& question, const std::string& choice) {
  said_[question.id] = choice;
  asked_.push_back(question.id);
}

void Interview::goBack() {
  if (asked_.empty()) return;
  const std::string last = asked_.back();
  asked_.pop_back();
  said_.erase(last);
  std::erase(passed_, last);
  const auto at = std::ranges::find(shown_, last);
  shown_.erase(at, shown_.end());
  dialogue_->remark("back to: " + catalogue_.question(last)->ask);
}

std::optional<Interview::End> Interview::overrule(const Walk& walk) {
  Menu which{.ask = "Which answer of the code is not right?", .whenPassed = "none", .back = true};
  std::vector<const WalkStep*> steps;
  for (const WalkStep* step : stepsOf(walk))
    if (step->source == AnswerSource::code) {
      steps.push_back(step);
      which.items.push_back({step->question, step->ask + " " + step->choice});
    }
  if (steps.empty()) {
    dialogue_->complain("the code has answered nothing yet");
    return std::nullopt;
  }
  const Response reply = dialogue_->ask(which);
  if (reply.kind == Response::Kind::interrupted) return End::interrupted;
  if (reply.kind == Response::Kind::end) return End::silent;
  if (reply.kind != Response::Kind::choice) return std::nullopt;

  const WalkStep& step = *steps[reply.index];
  const Question& question = *catalogue_.question(step.question);
  dialogue_->tell(show_(step));  // what the code says, with its evidence
  Menu menu = menuFor(question, step);
  menu.whenPassed = "as the code says: " + step.choice;
  menu.overrule = false;
  const Response other = dialogue_->ask(menu);
  if (other.kind == Response::Kind::interrupted) return End::interrupted;
  if (other.kind == Response::Kind::end) return End::silent;
  if (other.kind == Response::Kind::choice || (other.kind == Response::Kind::text && question.takesAnything())) {
    shown_.erase(std::ranges::find(shown_, question.id), shown_.end());
    say(question, other.kind == Response::Kind::text ? other.text : menu.items[other.index].choice);
  }
  return std::nullopt;
}

}  // namespace dramaturg
