#include "tool/passes/passes.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

#include "model/link.h"

namespace dramaturg::test {
namespace {

ReportedFinding finding(std::string message, Place place = {}, Confidence confidence = Confidence::likely) {
  ReportedFinding reported;
  reported.finding.rule = "bottleneck-blocking-handler";
  reported.finding.message = std::move(message);
  reported.finding.place = place;
  reported.finding.confidence = confidence;
  reported.finding.subject = reported.finding.message;
  return reported;
}

std::vector<std::string> messages(const Findings& findings) {
  std::vector<std::string> result;
  for (const ReportedFinding& reported : findings) result.push_back(reported.finding.message);
  return result;
}

ActorSystem systemOf(const std::vector<std::string>& files) {
  std::vector<UnitFacts> units;
  for (const std::string& file : files) {
    UnitBuilder unit(file);
    unit.function("f in " + file);
    units.push_back(unit.facts());
  }
  return link(std::move(units));
}

Place in(const ActorSystem& system, std::string_view file, std::uint32_t line) {
  for (const Function& function : system.functions())
    if (system.path(function.place.file) == file) return {function.place.file, line, 1, line, 2};
  return {};
}

}  // namespace

TEST_CASE("findings are sorted by path, place and rule, whatever the order of files in memory", "[passes]") {
  const ActorSystem system = systemOf({"z.cpp", "a.cpp"});
  Findings findings{finding("3", in(system, "z.cpp", 1)), finding("2", in(system, "a.cpp", 9)),
                    finding("1", in(system, "a.cpp", 2)), finding("0")};
  sortFindings(system, findings);
  CHECK(messages(findings) == std::vector<std::string>{"0", "1", "2", "3"});
}

TEST_CASE("unsure findings are dropped and counted, but not those that a comment allows", "[passes]") {
  Findings findings{finding("certain", {}, Confidence::certain), finding("likely"),
                    finding("possible", {}, Confidence::possible), finding("allowed", {}, Confidence::possible)};
  findings.back().suppressed = "for a reason";
  CHECK(dropUnsure(Confidence::likely, findings) == 1);
  CHECK(messages(findings) == std::vector<std::string>{"certain", "likely"});
}

TEST_CASE("folders aside are told by their names, below the root only", "[passes]") {
  for (const char* aside : {"test/a.cpp", "src/Tests/a.cpp", "bench/a.cpp", "third_party/x/a.cpp", "a/examples/b/a.cpp",
                            "/usr/include/a.h"}) {
    const ActorSystem system = systemOf({aside});
    Findings findings{finding("x", in(system, aside, 1))};
    CAPTURE(aside);
    CHECK(restrictToPaths(system, "/tests/p", {}, false, findings) == 1);
    CHECK(findings.empty());
  }
  for (const char* product : {"a.cpp", "src/tester/a.cpp", "src/test.cpp", "latest/a.cpp"}) {
    const ActorSystem system = systemOf({product});
    Findings findings{finding("x", in(system, product, 1))};
    CAPTURE(product);
    CHECK(restrictToPaths(system, "/tests/p", {}, false, findings) == 0);
    CHECK(findings.size() == 1);
  }
}

TEST_CASE("the fingerprint is of rule and subject alone", "[passes]") {
  Findings findings{finding("a", {}, Confidence::certain), finding("a"), finding("b")};
  findings[1].finding.place.line = 7;
  addFingerprints(findings);
  CHECK(findings[0].fingerprint == findings[1].fingerprint);
  CHECK(findings[0].fingerprint != findings[2].fingerprint);
}

}  // namespace dramaturg::test
