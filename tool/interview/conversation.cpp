#include "tool/interview/conversation.h"

#include "model/link.h"
#include "report/tree_graph.h"
#include "tool/interview/line_dialogue.h"
#include "tool/interview/menu_dialogue.h"
#include "tool/nearest.h"
#include "tool/paths.h"

#include <algorithm>

namespace dramaturg {
namespace {

/// A terminal that can move its cursor.
bool canDraw(const Host& host, Stream stream) {
  const std::string terminal = host.variable("TERM").value_or("dumb");
  return host.terminal(stream).interactive && terminal != "dumb" && !terminal.empty();
}

/// Questions go where they are seen: past a result that is piped or read by a program.
Stream streamOf(const Host& host, const AdviseOptions& options) {
  return options.format == AdviceFormat::text && host.terminal(Stream::out).interactive ? Stream::out : Stream::err;
}

std::unique_ptr<Dialogue> dialogueFor(Host& host, const AdviseOptions& options) {
  const bool draws = options.format == AdviceFormat::mermaid || options.format == AdviceFormat::dot;
  if (!options.input || draws || !options.replay.empty()) return nullptr;
  const Stream stream = streamOf(host, options);
  const TextOptions text = textOptions(host, stream, options.colour);
  if (!host.inputIsTerminal()) return std::make_unique<LineDialogue>(host, text, stream, false);
  if (canDraw(host, stream)) return std::make_unique<MenuDialogue>(host, stream, options.colour);
  return std::make_unique<LineDialogue>(host, text, stream, true);
}

}  // namespace

Said parseAnswers(const TreeCatalogue& catalogue, const std::vector<std::string>& answers) {
  Said said;
  for (const std::string& text : answers) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
      throw usageError("`--answer " + text + "`: write QUESTION=CHOICE, such as abs.state=yes");
    const std::string id = text.substr(0, equals);
    const std::string choice = text.substr(equals + 1);
    const Question* question = catalogue.question(id);
    if (question == nullptr) {
      std::vector<std::string> known;
      for (const Tree& tree : catalogue.trees)
        for (const auto* some : {&tree.questions, &tree.side})
          for (const Question& one : *some) known.push_back(one.id);
      throw usageError("unknown question `" + id + '`' + didYouMean(id, known));
    }
    if (choice.empty() || question->branch(choice) == nullptr) {
      std::vector<std::string> known;
      std::string all;
      for (const Branch& branch : question->branches) {
        known.push_back(branch.choice);
        all += (all.empty() ? "" : ", ") + branch.choice;
      }
      throw usageError("`" + choice + "` is no answer to `" + id + '`' + didYouMean(choice, known) +
                       " (there are: " + all + ')');
    }
    said[id] = choice;
  }
  return said;
}

const Tree& requireTree(const TreeCatalogue& catalogue, const std::string& id) {
  if (const Tree* tree = catalogue.tree(id)) return *tree;
  std::vector<std::string> known;
  std::string all;
  for (const Tree& tree : catalogue.trees) {
    known.push_back(tree.id);
    all += (all.empty() ? "" : ", ") + tree.id;
  }
  throw usageError("unknown tree `" + id + '`' + didYouMean(id, known) + " (there are: " + all + ')');
}

Conversation::Conversation(Host& host, const AdviseOptions& options, const TreeCatalogue& catalogue,
                           const Analysis* analysis, const NamedSubject& subject, const Transcript* replayed)
    : host_(host),
      options_(options),
      catalogue_(catalogue),
      subject_(subject),
      replayed_(replayed),
      nobody_(link(std::vector<UnitFacts>{})),
      dialogue_(dialogueFor(host, options)),
      visible_(dialogue_ != nullptr && host.inputIsTerminal()) {
  report_.system = analysis == nullptr ? &nobody_ : &analysis->system;
  if (analysis != nullptr) {
    report_.run = analysis->run;
    report_.source = [this](std::string_view path) { return host_.read(absolutePath(path, report_.run.root)); };
    code_ = codeOf(analysis->system, subject.subject);
    library_ = libraryOf(analysis->system, subject.subject.actor);
  }
  transcript_.library = !options.library.empty() ? options.library : replayed != nullptr ? replayed->library : "";
  if (!transcript_.library.empty() && transcript_.library != library_.key) {
    library_ = {};
    if (transcript_.library != kPlainCpp) library_ = {transcript_.library, transcript_.library};
  }
  interview_ = std::make_unique<Interview>(
      dialogue_.get(), catalogue, code_, beforehand(),
      [this](const WalkStep& step) { return renderStep(report_, step, text(streamOf(host_, options_))); });
}

/// What was said before the first question: in a transcript, and on the command line.
Said Conversation::beforehand() const {
  Said said = replayed_ == nullptr ? Said{} : replayed_->said();
  for (auto& [question, choice] : parseAnswers(catalogue_, options_.answers)) said[question] = choice;
  return said;
}

ExitCode Conversation::run(std::vector<std::string> trees) {
  ExitCode code = ExitCode::clean;
  std::optional<std::string> next;
  if (trees.empty()) {
    next = chooseFirst();
  } else {
    next = trees.front();
    trees.erase(trees.begin());
  }
  while (next) {
    const Tree& tree = requireTree(catalogue_, *next);
    const Interview::End end = interview_->run(tree);
    stopped_ = end != Interview::End::answered;
    if (end == Interview::End::interrupted) {
      code = ExitCode::interrupted;
      transcript_.passages.push_back(passageOf(walk(catalogue_, tree, code_, interview_->said())));
      break;
    }
    conclude(tree);
    next = chooseNext(trees);
  }
  saveTranscript();
  return code;
}

void Conversation::conclude(const Tree& tree) {
  Advice advice = wholeAdvice(catalogue_, tree, code_, interview_->said(), library_);
  advice.about = subject_.about;
  if (replayed_ != nullptr) checkReplay(advice.walk);
  transcript_.passages.push_back(passageOf(advice.walk));
  print(tree, advice);
}

void Conversation::print(const Tree& tree, const Advice& advice) {
  const ActorId actor = subject_.subject.actor;
  switch (options_.format) {
    case AdviceFormat::json:
      host_.print(Stream::out, renderAdviceJson(*report_.system, advice, actor));
      break;
    case AdviceFormat::mermaid:
      host_.print(Stream::out, renderMermaid(catalogue_, tree, advice.walk));
      break;
    case AdviceFormat::dot:
      host_.print(Stream::out, renderDot(catalogue_, tree, advice.walk));
      break;
    case AdviceFormat::text:
      host_.print(Stream::out, visible_ && host_.terminal(Stream::out).interactive
                                   ? renderRecommendation(report_, advice, text(Stream::out))
                                   : renderAdvice(report_, advice, actor, text(Stream::out)));
      break;
  }
}

void Conversation::checkReplay(const Walk& walk) const {
  const std::size_t passage = transcript_.passages.size();
  if (passage >= replayed_->passages.size()) return;
  if (const std::string changed = difference(replayed_->passages[passage], walk); !changed.empty())
    throw usageError("`" + options_.replay + "` does not fit any more, in the tree `" + walk.tree + "`: " + changed);
}

std::optional<std::string> Conversation::choose(const std::vector<std::string>& candidates, Menu menu, bool searches) {
  menu.items.clear();
  for (const std::string& id : candidates) menu.items.push_back({id, requireTree(catalogue_, id).title});
  for (;;) {
    const Response reply = dialogue_->ask(menu);
    switch (reply.kind) {
      case Response::Kind::choice:
        return candidates[reply.index];
      case Response::Kind::text:
        if (searches) {
          std::vector<std::string> found;
          for (const Phrase* phrase : search(catalogue_, reply.text))
            for (const std::string& id : phrase->trees)
              if (std::ranges::find(found, id) == found.end()) found.push_back(id);
          if (found.size() == 1) return found.front();
          if (!found.empty()) return choose(found, menu, searches);
        }
        dialogue_->complain("`" + reply.text + "` fits none of the trees");
        break;
      case Response::Kind::pass:
        if (!menu.whenPassed.empty()) return std::nullopt;
        break;
      case Response::Kind::quit:
      case Response::Kind::interrupted:
      case Response::Kind::end:
        stopped_ = true;
        if (reply.kind == Response::Kind::interrupted) throw Failure(ExitCode::interrupted, "interrupted");
        return std::nullopt;
      case Response::Kind::why:
      case Response::Kind::back:
      case Response::Kind::overrule:
        break;
    }
  }
}

std::optional<std::string> Conversation::chooseFirst() {
  std::vector<std::string> all;
  for (const Tree& tree : catalogue_.trees) all.push_back(tree.id);
  if (talks()) {
    const Menu menu{.ask = "What is it about? Pick a tree, or type words for it.", .text = true};
    if (std::optional<std::string> chosen = choose(all, menu, true)) return chosen;
    if (host_.inputIsTerminal()) return std::nullopt;
  }
  std::string names;
  for (const std::string& id : all) names += (names.empty() ? "" : ", ") + id;
  throw usageError("nothing to advise on; name an actor, FILE:LINE, or a tree with --tree (there are: " + names + ')');
}

std::optional<std::string> Conversation::chooseNext(std::vector<std::string>& planned) {
  if (options_.format != AdviceFormat::text) return std::nullopt;
  if (!talks()) {  // what was asked for is walked; what else may be worth it stands below the advice
    if (planned.empty() || (dialogue_ != nullptr && host_.inputIsTerminal())) return std::nullopt;
    std::string next = planned.front();
    planned.erase(planned.begin());
    return next;
  }
  std::vector<std::string> candidates = planned;
  for (const Tree* after : catalogue_.treesAfter(transcript_.passages.back().leaf)) candidates.push_back(after->id);
  std::erase_if(candidates, [&](const std::string& id) {
    return std::ranges::find(transcript_.passages, id, &Transcript::Passage::tree) != transcript_.passages.end();
  });
  if (candidates.empty()) return std::nullopt;
  std::optional<std::string> next =
      choose(candidates, {.ask = "Go on with another tree?", .whenPassed = "enough"}, false);
  if (next) std::erase(planned, *next);
  return next;
}

void Conversation::saveTranscript() {
  if (options_.transcript.empty()) return;
  transcript_.subject = options_.subjects.empty() ? (replayed_ ? replayed_->subject : "") : options_.subjects.front();
  deliver(host_, options_.transcript, write(transcript_));
}

}  // namespace dramaturg
