// The facts of caf/idioms.cpp against the `does:` comments in it, and what single facts must not be.
#include "tests/support/catch.h"

#include "extract/extract.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace dramaturg::test {
namespace {

using Phrases = std::map<std::uint32_t, std::multiset<std::string>>;

/// What the facts say of each line, in the words of the comments.
class Words {
 public:
  explicit Words(const UnitFacts& facts) : facts_(facts) {
    for (const Actor& actor : facts.actors) say(actor.place, "actor " + name(actor.symbol));
    for (const Handler& handler : facts.handlers) say(handler.place, describe(handler));
    for (const Function& function : facts.functions)
      for (const Event& event : function.events)
        if (const std::string words = std::visit([&](const auto& what) { return describe(what); }, event.what);
            !words.empty())
          say(event.place, words);
  }
  const Phrases& phrases() const { return phrases_; }

 private:
  void say(const Place& place, std::string words) {
    if (facts_.files[static_cast<std::size_t>(place.file)].ends_with("idioms.cpp"))
      phrases_[place.line].insert(std::move(words));
  }
  std::string name(Symbol symbol) const { return facts_.symbols[static_cast<std::size_t>(symbol)].name; }
  std::string shortName(Symbol symbol) const {
    const std::string whole = name(symbol);
    const auto colon = whole.rfind("::");
    return colon == std::string::npos ? whole : whole.substr(colon + 2);
  }
  static std::string describe(const Bound& bound) {
    switch (bound.kind) {
      case BoundKind::none:
        return " for ever";
      case BoundKind::constant:
        return " " + std::to_string(bound.milliseconds) + " ms";
      case BoundKind::expression:
        return " a computed time";
      default:
        return "";
    }
  }
  static std::string describe(ResultUse use) {
    static constexpr const char* kWords[] = {"unknown", "dropped", "local", "kept", "passed", "returned"};
    return std::string(" ") + kWords[static_cast<std::size_t>(use)];
  }
  std::string describe(const Handler& handler) const {
    static constexpr const char* kWords[] = {"",        "init",     "body",        "on timeout",  "on down",
                                             "on exit", "on error", "on fallback", "on terminate"};
    if (handler.kind == HandlerKind::message) return "on " + name(handler.message);
    return kWords[static_cast<std::size_t>(handler.kind)];
  }
  std::string describe(const Cast& cast) const { return "cast " + name(cast.message); }
  std::string describe(const Call& call) const {
    static constexpr const char* kStyles[] = {"unobserved", "continuation", "suspend", "blocking"};
    return "call " + name(call.message) + " " + kStyles[static_cast<std::size_t>(call.style)] + describe(call.timeout);
  }
  std::string describe(const Reply& reply) const {
    return reply.kind == ReplyKind::promise ? "reply promise" : "reply";
  }
  std::string describe(const Delegate& delegate) const { return "delegate " + name(delegate.message); }
  std::string describe(const Schedule& schedule) const {
    return "schedule " + name(schedule.message) + describe(schedule.delay);
  }
  std::string describe(const Spawn& spawn) const {
    return "spawn " + name(spawn.actor) + (spawn.linked ? " linked" : "") + (spawn.monitored ? " monitored" : "") +
           (spawn.placement == Placement::ownThread ? " own-thread" : "") + (spawn.lazy ? " lazy" : "") +
           describe(spawn.result);
  }
  std::string describe(const Task& task) const {
    static constexpr const char* kOwners[] = {"unknown", "dropped", "detached", "local", "kept", "passed", "returned"};
    return std::string("task ") + (task.kind == TaskKind::async ? "async " : "thread ") +
           kOwners[static_cast<std::size_t>(task.owner)];
  }
  std::string describe(const TaskControl& control) const {
    static constexpr const char* kActions[] = {"join", "detach", "request-stop", "wait"};
    return std::string("control ") + kActions[static_cast<std::size_t>(control.action)];
  }
  std::string describe(const Link&) const { return "link"; }
  std::string describe(const Monitor&) const { return "monitor"; }
  std::string describe(const Supervise&) const { return "supervise"; }
  std::string describe(const Stop&) const { return "stop"; }
  std::string describe(const Register& entry) const {
    static constexpr const char* kActions[] = {"put", "get", "erase"};
    static constexpr const char* kKinds[] = {"unknown", "literal", "constant", "computed"};
    return std::string("register ") + kActions[static_cast<std::size_t>(entry.action)] + " " +
           kKinds[static_cast<std::size_t>(entry.kind)];
  }
  std::string describe(const Become&) const { return "become"; }
  std::string describe(const Block& block) const {
    static const std::map<BlockKind, std::string> kWords = {
        {BlockKind::sleep, "sleep"},     {BlockKind::file, "file"},      {BlockKind::receive, "receive"},
        {BlockKind::lock, "lock"},       {BlockKind::future, "future"},  {BlockKind::join, "join"},
        {BlockKind::library, "library"}, {BlockKind::network, "network"}};
    return "block " + kWords.at(block.kind) + describe(block.bound);
  }
  std::string describe(const Compute&) const { return "compute"; }
  std::string describe(const StateRead& read) const { return "read " + shortName(read.field); }
  std::string describe(const StateWrite& write) const { return "write " + shortName(write.field); }
  std::string describe(const GlobalAccess& access) const { return "global " + shortName(access.variable); }
  std::string describe(const Throw& thrown) const { return "throw " + name(thrown.type); }
  std::string describe(const struct Catch&) const { return "catch"; }
  std::string describe(const Trace& trace) const { return trace.on ? "trace on" : "trace off"; }
  std::string describe(const Measure&) const { return "measure"; }
  std::string describe(const BrokerUse&) const { return "broker"; }
  // Said by other facts, or of no weight to a reader.
  std::string describe(const SharedAccess&) const { return {}; }
  std::string describe(const FunctionCall&) const { return {}; }
  std::string describe(const UnknownCall&) const { return {}; }
  std::string describe(const Unanswered&) const { return {}; }
  std::string describe(const Binding&) const { return {}; }

  const UnitFacts& facts_;
  Phrases phrases_;
};

std::filesystem::path idioms() { return std::filesystem::path(DRAMATURG_EXTRACT_FIXTURES) / "idioms.cpp"; }

Phrases marked() {
  Phrases phrases;
  std::ifstream file(idioms());
  std::string line;
  for (std::uint32_t number = 1; std::getline(file, line); ++number) {
    const auto mark = line.find("// does: ");
    if (mark == std::string::npos) continue;
    std::istringstream words(line.substr(mark + 9));
    for (std::string phrase; std::getline(words, phrase, ';');) {
      phrase.erase(0, phrase.find_first_not_of(' '));
      phrases[number].insert(phrase);
    }
  }
  return phrases;
}

/// Accesses of state are told only where the comments ask for them: nearly every line has some.
bool saysAccess(const std::string& phrase) { return phrase.starts_with("read ") || phrase.starts_with("write "); }

const UnitFacts& facts() {
  static const Outcome outcome = [] {
    Job job;
    job.directory = DRAMATURG_EXTRACT_FIXTURES;
    job.file = idioms().string();
    job.root = DRAMATURG_EXTRACT_FIXTURES;
    job.arguments = {"clang++", "-std=c++17", "-c", job.file};
    return extractUnit(job, DRAMATURG_CLANG_RESOURCE_DIR);
  }();
  INFO(outcome.error);
  REQUIRE(outcome.facts);
  return *outcome.facts;
}

std::string joined(const std::multiset<std::string>& phrases) {
  std::string text;
  for (const std::string& phrase : phrases) text += (text.empty() ? "" : "; ") + phrase;
  return text;
}

}  // namespace

TEST_CASE("the idioms parse without errors") {
  CHECK_FALSE(facts().partial);
  CHECK(facts().problems.empty());
}

TEST_CASE("every line says what its comment says, and no line says more") {
  const Words words(facts());
  const Phrases expected = marked();
  REQUIRE(expected.size() > 50);
  for (const auto& [line, phrases] : words.phrases())
    for (const std::string& phrase : phrases) {
      const auto known = expected.find(line);
      if (saysAccess(phrase) && (known == expected.end() || !known->second.contains(phrase))) continue;
      CAPTURE(line, phrase);
      CHECK((known != expected.end() && known->second.contains(phrase)));
    }
  for (const auto& [line, phrases] : expected) {
    const auto said = words.phrases().find(line);
    for (const std::string& phrase : phrases) {
      CAPTURE(line, phrase, said == words.phrases().end() ? std::string("nothing") : joined(said->second));
      CHECK((said != words.phrases().end() && said->second.contains(phrase)));
    }
  }
}

TEST_CASE("every input is an absolute path with a hash") {
  REQUIRE(facts().inputs.size() > 100);
  for (const Input& input : facts().inputs) {
    CHECK(std::filesystem::path(input.path).is_absolute());
    CHECK(input.hash.size() == 32);
  }
}

TEST_CASE("the same unit gives the same facts twice") {
  Job job;
  job.directory = DRAMATURG_EXTRACT_FIXTURES;
  job.file = idioms().string();
  job.root = DRAMATURG_EXTRACT_FIXTURES;
  job.arguments = {"clang++", "-std=c++17", "-c", job.file};
  CHECK(*extractUnit(job, DRAMATURG_CLANG_RESOURCE_DIR).facts == facts());
}

}  // namespace dramaturg::test
