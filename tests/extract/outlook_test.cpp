// What a program does to be looked at, and what it takes from brokers.
#include "tests/support/catch.h"

#include "extract/extract.h"
#include "tests/extract/scratch.h"

namespace dramaturg::test {
namespace {

UnitFacts factsOf(std::string_view source) {
  const Scratch scratch;
  scratch.write("main.cpp", source);
  Outcome outcome = extractUnit(scratch.job({"-std=c++20"}), DRAMATURG_CLANG_RESOURCE_DIR);
  REQUIRE(outcome.facts);
  return std::move(*outcome.facts);
}

template <class Kind>
std::vector<Kind> eventsOf(const UnitFacts& facts) {
  std::vector<Kind> found;
  for (const Function& function : facts.functions)
    for (const Event& event : function.events)
      if (const auto* what = std::get_if<Kind>(&event.what)) found.push_back(*what);
  return found;
}

std::string with(std::string_view names, std::string_view body) {
  return std::string(names) + "void look(int level, const char* text) {" + std::string(body) + "}\n";
}

constexpr char kSpdlog[] =
    "namespace spdlog { namespace level { enum level_enum { trace, info }; } void set_level(level::level_enum); }\n";
constexpr char kQt[] = "struct QLoggingCategory { static void setFilterRules(const char*); };\n";
constexpr char kCurl[] =
    "enum CURLoption { CURLOPT_VERBOSE, CURLOPT_URL };\nint curl_easy_setopt(void*, CURLoption, ...);\n";

}  // namespace

TEST_CASE("a level that only the run knows may be any") {
  CHECK(eventsOf<Trace>(
            factsOf(with("namespace td { int set_verbosity_level(int); }\n", "td::set_verbosity_level(level);")))
            .front()
            .on == false);
  const auto chosen =
      eventsOf<Trace>(factsOf(with(kSpdlog, "spdlog::set_level(level ? spdlog::level::trace : spdlog::level::info);")));
  REQUIRE(chosen.size() == 1);
  CHECK_FALSE(chosen[0].on);
  CHECK_FALSE(eventsOf<Trace>(factsOf(with(kQt, "QLoggingCategory::setFilterRules(text);"))).front().on);
}

TEST_CASE("the same function switches on and off") {
  const auto on = eventsOf<Trace>(factsOf(with(kSpdlog, "spdlog::set_level(spdlog::level::trace);")));
  REQUIRE(on.size() == 1);
  CHECK(on[0].on);
  CHECK_FALSE(on[0].optional);
  CHECK_FALSE(eventsOf<Trace>(factsOf(with(kSpdlog, "spdlog::set_level(spdlog::level::info);"))).front().on);
  CHECK(eventsOf<Trace>(factsOf(with(kQt, "QLoggingCategory::setFilterRules(\"*.debug=true\");"))).front().on);
}

TEST_CASE("an option that has nothing to do with it is no trace") {
  CHECK(eventsOf<Trace>(factsOf(with(kCurl, "curl_easy_setopt(nullptr, CURLOPT_URL, text);"))).empty());
  const auto on = eventsOf<Trace>(factsOf(with(kCurl, "curl_easy_setopt(nullptr, CURLOPT_VERBOSE, 1L);")));
  REQUIRE(on.size() == 1);
  CHECK(on[0].on);
  CHECK_FALSE(eventsOf<Trace>(factsOf(with(kCurl, "curl_easy_setopt(nullptr, CURLOPT_VERBOSE, 0L);"))).front().on);
}

TEST_CASE("a condition of the preprocessor makes it optional, an include guard does not") {
  const std::string guard = "#ifndef MAIN\n#define MAIN\n";
  const auto plain = eventsOf<Trace>(
      factsOf(guard + kSpdlog + "void look() {\nspdlog::set_level(spdlog::level::trace);\n}\n#endif\n"));
  REQUIRE(plain.size() == 1);
  CHECK_FALSE(plain[0].optional);
  const auto optional = eventsOf<Trace>(factsOf(
      guard + kSpdlog + "void look() {\n#if !NDEBUG\nspdlog::set_level(spdlog::level::trace);\n#endif\n}\n#endif\n"));
  REQUIRE(optional.size() == 1);
  CHECK(optional[0].optional);
  const auto after = eventsOf<Trace>(
      factsOf(std::string(kSpdlog) + "#ifdef A\n#endif\nvoid look() { spdlog::set_level(spdlog::level::trace); }\n"));
  REQUIRE(after.size() == 1);
  CHECK_FALSE(after[0].optional);
}

TEST_CASE("metrics of one thing, and of all") {
  const auto one =
      eventsOf<Measure>(factsOf("namespace prometheus { struct Counter { void Increment(); }; }\nvoid "
                                "f(prometheus::Counter& c) { c.Increment(); }\n"));
  REQUIRE(one.size() == 1);
  CHECK_FALSE(one[0].everywhere);
  const auto all =
      eventsOf<Measure>(factsOf("namespace so_5::stats { struct controller_t { virtual void turn_on() = 0; }; }\n"
                                "void f(so_5::stats::controller_t& c) { c.turn_on(); }\n"));
  REQUIRE(all.size() == 1);
  CHECK(all[0].everywhere);
}

TEST_CASE("what is taken from a broker is waited for as well") {
  const UnitFacts facts = factsOf(
      "struct rd_kafka_t;\nint rd_kafka_consumer_poll(rd_kafka_t*, int);\nint rd_kafka_commit_message(rd_kafka_t*);\n"
      "void rd_kafka_producev(rd_kafka_t*);\n"
      "void f(rd_kafka_t* c) { rd_kafka_consumer_poll(c, 100); rd_kafka_commit_message(c); rd_kafka_producev(c); }\n");
  const auto uses = eventsOf<BrokerUse>(facts);
  REQUIRE(uses.size() == 3);
  CHECK(uses[0].action == BrokerAction::consume);
  CHECK(uses[1].action == BrokerAction::acknowledge);
  CHECK(uses[2].action == BrokerAction::publish);
  CHECK(eventsOf<Block>(facts).size() == 1);
}

}  // namespace dramaturg::test
