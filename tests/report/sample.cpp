#include "tests/report/sample.h"

#include "model/link.h"
#include "tests/support/facts_builder.h"

#include <algorithm>
#include <stdexcept>

namespace dramaturg::test {
namespace {

constexpr const char* kRoom = R"(#include "history.h"

struct room_state {
  std::map<std::string, caf::actor> members;
};

caf::behavior room(caf::stateful_actor<room_state>* self) {
  return {
    [=](join_atom, const std::string& name, const caf::actor& who) {
      self->state.members[name] = who;
	  if (name != "Jürgen")	self->send(who, load_history("/var/log/räume", name), now(), self->state.members.size(), name);
    },
  };
}
)";

constexpr const char* kHistory = R"(std::string load_history(const std::string& folder, const std::string& name) {
  std::ifstream in{folder + name};
  std::string line;
  std::getline(in, line);
  return line;
}
)";

ActorSystem buildSystem() {
  UnitBuilder room("src/room.cpp");
  ActorBuilder actor = room.actor("chat::room");
  actor.field("chat::room_state::members");
  actor.handles("(join_atom, std::string, caf::actor)").writes("chat::room_state::members").calls("load_history");
  UnitBuilder history("src/history.cpp");
  history.function("load_history").waits(BlockKind::file, Awaits::pageCache, forEver(), "std::getline");
  std::vector<UnitFacts> units;
  units.push_back(room.facts());
  units.push_back(history.facts());
  return link(std::move(units));
}

Advice advice(const Sample& sample) {
  Advice result;
  result.tree = "abstraction";
  result.title = "What should this be?";
  result.walk.tree = "abstraction";
  result.walk.steps = {
      {"abs.state",
       "Must anything be remembered from one message to a later one?",
       "yes",
       AnswerSource::code,
       Confidence::certain,
       {{sample.placeOf("src/room.cpp", "self->state.members[name]"), "`members` is written in a turn"},
        {sample.placeOf("src/room.cpp", "self->state.members.size()"), "and read in a later one"},
        {sample.placeOf("src/room.cpp", "members;"), "it is declared here"}}},
      {"abs.reqresp", "Does anybody wait for its answer?", "no", AnswerSource::code, Confidence::likely, {}},
      {"abs.states",
       "Does it accept different messages in different phases (connecting, ready, closing)?",
       "no",
       AnswerSource::assumed,
       Confidence::likely,
       {}}};
  result.walk.leaf = result.leaf = "gen_server";
  result.walk.confidence = Confidence::likely;
  result.primitive = "GenServer";
  result.meaning = "an ordinary actor with state of its own";
  result.library = "CAF 0.17";
  result.spelling = "`caf::behavior server(caf::stateful_actor<State>* self)`; CAF has no supervisor";
  result.caution = "it handles one message at a time";
  return result;
}

}  // namespace

Sample::Sample() : sources_{{"src/room.cpp", kRoom}, {"src/history.cpp", kHistory}}, system_(buildSystem()) {
  report_.system = &system_;
  report_.findings = {blockingHandler(), growth(), allowed()};
  report_.source = [this](std::string_view path) -> std::optional<std::string> {
    const auto found = sources_.find(path);
    return found == sources_.end() ? std::nullopt : std::optional(found->second);
  };
  report_.run.version = "0.1.0";
  report_.run.root = "/home/somebody/chat";
  report_.run.unitsTotal = 3;
  report_.run.unitsAnalysed = 2;
  report_.run.unitsCached = 1;
  report_.run.failed = {{"src/client.cpp", "the worker crashed (segmentation fault)"}};
  report_.run.times = {{"extract", 1250.5}, {"rules", 3}};
  report_.run.hiddenByConfidence = 2;
}

ActorId Sample::room() const { return actorNamed(system_, "chat::room"); }

Place Sample::placeOf(const std::string& path, const std::string& text) const {
  const std::string& source = sources_.at(path);
  const std::size_t at = source.find(text);
  if (at == std::string::npos) throw std::out_of_range("`" + text + "` is not in " + path);
  const auto line =
      static_cast<std::uint32_t>(1 + std::count(source.begin(), source.begin() + static_cast<long>(at), '\n'));
  const auto column = static_cast<std::uint32_t>(at - (source.rfind('\n', at) + 1) + 1);
  std::uint32_t file = 1;
  while (system_.path(static_cast<FileId>(file)) != path) ++file;
  return {static_cast<FileId>(file), line, column, line, column + static_cast<std::uint32_t>(text.size())};
}

ReportedFinding Sample::blockingHandler() const {
  Finding finding;
  finding.rule = "bottleneck-blocking-handler";
  finding.severity = Severity::error;
  finding.confidence = Confidence::certain;
  finding.place = placeOf("src/room.cpp", "load_history(\"/var/log/räume\", name)");
  finding.message = "handler `(join_atom, std::string, caf::actor)` of `chat::room` waits for the file system";
  finding.evidence = {{finding.place, "calls `load_history`"},
                      {placeOf("src/history.cpp", "std::getline(in, line)"), "waits in `std::getline`"},
                      {{}, "`chat::room` shares the threads of the pool: CAF 0.17, caf/actor_system.hpp:539"}};
  finding.actor = room();
  finding.advice = "give the reading to an actor with a thread of its own, and go on when its answer comes";
  finding.folded = {"bottleneck-heavy-handler"};
  return {finding, "00c0ffee00c0ffee", advice(*this), ""};
}

ReportedFinding Sample::growth() const {
  Finding finding;
  finding.rule = "state-unbounded-growth";
  finding.place = placeOf("src/room.cpp", "self->state.members[name] = who");
  finding.message = "`members` of `chat::room` only grows";
  finding.evidence = {{finding.place, "each new name stays"}};
  finding.actor = room();
  finding.advice = "remove the entry when its client goes down";
  return {finding, "0123456789abcdef", advice(*this), ""};
}

ReportedFinding Sample::allowed() const {
  Finding finding;
  finding.rule = "supervision-unsupervised-actor";
  finding.place = placeOf("src/room.cpp", "caf::behavior room");
  finding.message = "nobody notices when `chat::room` dies";
  return {finding, "fedcba9876543210", std::nullopt, "the process manager restarts us"};
}

}  // namespace dramaturg::test
