#include "tool/interview/transcript.h"

#include "report/words.h"
#include "tool/exit_code.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace dramaturg {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kSchema = "dramaturg.transcript/1";

Transcript::Line lineOf(const WalkStep& step) { return {step.question, step.choice, std::string(word(step.source))}; }

std::string describe(const Transcript::Line& line) {
  return line.answer.empty() ? "had no answer" : "was answered `" + line.answer + "` (" + line.source + ")";
}

}  // namespace

Said Transcript::said() const {
  Said said;
  for (const Passage& passage : passages)
    for (const Line& line : passage.lines)
      if (line.source == word(AnswerSource::person)) said[line.question] = line.answer;
  return said;
}

Transcript::Passage passageOf(const Walk& walk) {
  Transcript::Passage passage{walk.tree, {}, walk.leaf};
  for (const WalkStep& step : walk.steps) passage.lines.push_back(lineOf(step));
  for (const SideStep& side : walk.side) passage.lines.push_back(lineOf(side.step));
  return passage;
}

std::string write(const Transcript& transcript) {
  Json root;
  root["schema"] = kSchema;
  root["subject"] = transcript.subject;
  root["library"] = transcript.library;
  root["walks"] = Json::array();
  for (const Transcript::Passage& passage : transcript.passages) {
    Json lines = Json::array();
    for (const Transcript::Line& line : passage.lines)
      lines.push_back({{"question", line.question}, {"answer", line.answer}, {"source", line.source}});
    root["walks"].push_back({{"tree", passage.tree}, {"steps", std::move(lines)}, {"leaf", passage.leaf}});
  }
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Transcript readTranscript(std::string_view name, std::string_view text) try {
  const Json root = Json::parse(text);
  if (root.at("schema") != kSchema) throw usageError(std::string(name) + ": no transcript that this version knows");
  Transcript transcript;
  transcript.subject = root.at("subject");
  transcript.library = root.at("library");
  for (const Json& walk : root.at("walks")) {
    Transcript::Passage passage{walk.at("tree"), {}, walk.at("leaf")};
    for (const Json& step : walk.at("steps"))
      passage.lines.push_back({step.at("question"), step.at("answer"), step.at("source")});
    transcript.passages.push_back(std::move(passage));
  }
  return transcript;
} catch (const Json::exception& error) {
  throw usageError(std::string(name) + ": no transcript: " + error.what());
}

std::string difference(const Transcript::Passage& then, const Walk& now) {
  const Transcript::Passage is = passageOf(now);
  for (std::size_t i = 0; i < std::max(then.lines.size(), is.lines.size()); ++i) {
    if (i >= is.lines.size()) return "question " + then.lines[i].question + " is not asked any more";
    if (i >= then.lines.size()) return "question " + is.lines[i].question + " is new";
    const Transcript::Line& old = then.lines[i];
    const Transcript::Line& current = is.lines[i];
    if (old.question != current.question)
      return "question " + old.question + " is not asked there any more; " + current.question + " is";
    if (old.answer != current.answer || old.source != current.source)
      return "question " + old.question + " " + describe(old) + ", and now it " + describe(current);
  }
  if (then.leaf != is.leaf) return "it led to `" + then.leaf + "`, and now to `" + is.leaf + "`";
  return {};
}

}  // namespace dramaturg
