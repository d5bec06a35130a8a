#include "report/display_line.h"
#include "tests/report/sample.h"
#include "tests/support/catch.h"

#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>

namespace dramaturg::test {
namespace {

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) result.push_back(line);
  return result;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The golden file; `UPDATE_GOLDEN=1` in the environment writes it anew.
std::string golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(GOLDEN_DIRECTORY) + "/" + name;
  if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path) << actual;
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The source that stands above the carets of the first snippet.
std::string aboveCarets(const std::string& report) {
  const auto all = lines(report);
  for (std::size_t i = 1; i < all.size(); ++i) {
    const auto from = all[i].find('^');
    if (from == std::string::npos) continue;
    const auto to = all[i].find_last_of('^') + 1;
    const unsigned cell = displayWidth(all[i].substr(0, from));
    return DisplayLine(all[i - 1], true).slice(cell, cell + static_cast<unsigned>(to - from));
  }
  return "";
}

std::string withPlace(Sample& sample, const std::string& text) {
  sample.report().findings.front().finding.place = sample.placeOf("src/room.cpp", text);
  return renderText(sample.report(), {});
}

}  // namespace

TEST_CASE("without findings the report is one sentence", "[text]") {
  Sample sample;
  sample.report().findings.clear();
  sample.report().run = {};
  sample.report().run.unitsTotal = sample.report().run.unitsAnalysed = 1;
  CHECK(renderText(sample.report(), {}) == "no findings in 1 unit\n");
  CHECK(renderConcise(sample.report(), {}).empty());
}

TEST_CASE("what a comment allows is counted and not shown", "[text]") {
  Sample sample;
  sample.report().findings.erase(sample.report().findings.begin(), sample.report().findings.begin() + 2);
  const std::string text = renderText(sample.report(), {});
  CHECK_FALSE(contains(text, "supervision-unsupervised-actor"));
  CHECK(contains(text, "no findings"));
  CHECK(contains(text, "1 allowed by a comment in the code"));
}

TEST_CASE("a report reads like this", "[text]") {
  Sample sample;
  const std::string full = renderText(sample.report(), {});
  CHECK(full == golden("full.txt", full));
  const std::string narrow = renderText(sample.report(), {.colour = false, .utf8 = false, .width = 60});
  CHECK(narrow == golden("narrow_ascii.txt", narrow));
}

TEST_CASE("no line is wider than the page", "[text]") {
  const Sample sample;
  const unsigned width = GENERATE(72u, 80u, 100u, 120u);
  for (const std::string& line : lines(renderText(sample.report(), {.width = width}))) {
    CAPTURE(line);
    CHECK(displayWidth(line) <= width);
  }
}

TEST_CASE("colour adds escape sequences and nothing else", "[text]") {
  const Sample sample;
  const std::string plain = renderText(sample.report(), {});
  const std::string coloured = renderText(sample.report(), {.colour = true});
  CHECK_FALSE(contains(plain, "\x1b"));
  CHECK(contains(coloured, "\x1b[1;31merror: "));
  const std::string stripped = std::regex_replace(coloured, std::regex("\x1b\\[[0-9;]*m"), "");
  CHECK(std::regex_replace(stripped, std::regex(" +\n"), "\n") == plain);
}

TEST_CASE("carets stand below the place", "[text]") {
  Sample sample;
  SECTION("in plain text") { CHECK(aboveCarets(withPlace(sample, "members[name]")) == "members[name]"); }
  SECTION("after a tab") { CHECK(aboveCarets(withPlace(sample, "if (name")) == "if (name"); }
  SECTION("after a tab within the line and a two-byte character") {
    CHECK(aboveCarets(withPlace(sample, "self->send")) == "self->send");
  }
  SECTION("over a two-byte character") { CHECK(aboveCarets(withPlace(sample, "Jürgen")) == "Jürgen"); }
  SECTION("far to the right, in a line that is cut on both sides") {
    sample.setSource("src/room.cpp", std::string(300, 'x') + " needle " + std::string(300, 'y') + "\n");
    CHECK(aboveCarets(withPlace(sample, "needle")) == "needle");
  }
}

TEST_CASE("a place over several lines is underlined on its first", "[text]") {
  Sample sample;
  Place& place = sample.report().findings.front().finding.place;
  place = sample.placeOf("src/room.cpp", "return {");
  place.endLine += 6;
  place.endColumn = 4;
  CHECK(aboveCarets(renderText(sample.report(), {})) == "return {");
}

TEST_CASE("source that cannot be read leaves the words", "[text]") {
  Sample sample;
  SECTION("no file") {
    sample.report().source = [](std::string_view) { return std::nullopt; };
  }
  SECTION("a file that has become shorter") {
    sample.setSource("src/room.cpp", "\n");
    sample.setSource("src/history.cpp", "");
  }
  const std::string text = renderText(sample.report(), {});
  CHECK(contains(text, "src/room.cpp:10:7: warning: "));
  CHECK(contains(text, "src/history.cpp:4:3\n"));
  CHECK_FALSE(contains(text, "^"));
}

TEST_CASE("source with Windows line ends and without a last one is shown clean", "[text]") {
  Sample sample;
  sample.setSource("src/room.cpp", "first\r\nneedle\r\nlast");
  const std::string text = withPlace(sample, "needle");
  CHECK(contains(text, "│ first\n"));
  CHECK(contains(text, "│ last\n"));
}

TEST_CASE("a walk is explained once and then only told", "[text]") {
  const Sample sample;
  const std::string text = renderText(sample.report(), {});
  const std::string because = "`members` is written in a turn";
  CHECK(text.find(because) != std::string::npos);
  CHECK(text.find(because) == text.rfind(because));
  CHECK(text.find("Must anything be remembered") != text.rfind("Must anything be remembered"));
}

TEST_CASE("each answer has a source, also where a walk is only told", "[text]") {
  const Sample sample;
  const std::string text = renderText(sample.report(), {});
  const std::string second = text.substr(text.find("only grows"));
  CHECK(contains(second, "later one? → yes (src/room.cpp:10:7)"));
  CHECK(contains(second, "→ no (from code, likely)"));
}

TEST_CASE("who asks for every step gets it with every walk", "[text]") {
  const Sample sample;
  const std::string text = renderText(sample.report(), {.everyStep = true});
  CHECK(text.find("it is declared here") != text.rfind("it is declared here"));
}

TEST_CASE("a walk says where each answer comes from", "[text]") {
  Sample sample;
  Advice advice = *sample.report().findings.front().advice;
  SECTION("all evidence, when a walk is asked for") {
    CHECK(contains(renderAdvice(sample.report(), advice, sample.room(), {}), "it is declared here"));
  }
  SECTION("a person") {
    advice.walk.steps.back().source = AnswerSource::person;
    CHECK(contains(renderAdvice(sample.report(), advice, sample.room(), {.width = 120}), "no (as you answered)"));
  }
  SECTION("nobody: there is no recommendation") {
    advice.walk.steps.back() = {"abs.states", "Does it?", "", AnswerSource::open, Confidence::possible, {}};
    advice.leaf.clear();
    const std::string text = renderAdvice(sample.report(), advice, sample.room(), {});
    CHECK(contains(text, "Does it? → cannot be told from code"));
    CHECK(contains(text, "no recommendation"));
    CHECK_FALSE(contains(text, "GenServer"));
  }
}

TEST_CASE("the concise report has one line for each finding", "[concise]") {
  const Sample sample;
  const auto all = lines(renderConcise(sample.report(), {.width = 40}));
  REQUIRE(all.size() == 2);
  CHECK(all[1] == "src/room.cpp:10:7: warning: `members` of `chat::room` only grows [state-unbounded-growth] (likely)");
}

}  // namespace dramaturg::test
