#include "rules/documents.h"

#include "rules/rule.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

using dramaturg::allRules;
using dramaturg::EmbeddedFile;
using dramaturg::findRule;
using dramaturg::Rule;
using dramaturg::ruleDocuments;

namespace {

const EmbeddedFile* documentOf(std::string_view rule) {
  const auto documents = ruleDocuments();
  const auto found = std::ranges::find(documents, std::string(rule) + ".md", &EmbeddedFile::name);
  return found == documents.end() ? nullptr : &*found;
}

/// The part between a heading of the second level and the next.
std::string_view section(std::string_view text, std::string_view heading) {
  const std::string title = "\n## " + std::string(heading) + "\n";
  const std::size_t start = text.find(title);
  if (start == std::string_view::npos) return {};
  text.remove_prefix(start + title.size());
  return text.substr(0, text.find("\n## "));
}

std::size_t programsIn(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("```cpp "); at != std::string_view::npos; at = text.find("```cpp ", at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("every document belongs to a rule and every rule has one") {
  CHECK(ruleDocuments().size() == allRules().size());
  for (const Rule* rule : allRules()) {
    INFO(rule->info.id);
    CHECK(documentOf(rule->info.id) != nullptr);
  }
}

TEST_CASE("a document says what, why, how bad, how good and how to live with it") {
  for (const Rule* rule : allRules()) {
    INFO(rule->info.id);
    const EmbeddedFile* document = documentOf(rule->info.id);
    REQUIRE(document != nullptr);
    const std::string start = "# " + std::string(rule->info.id) + "\n\n" + std::string(rule->info.title) + "\n";
    CHECK(document->text.substr(0, start.size()) == start);
    for (const char* heading : {"What it finds", "Why it matters", "Options", "How to silence it honestly"}) {
      INFO(heading);
      CHECK(section(document->text, heading).size() > 5);
    }
    CHECK(programsIn(section(document->text, "Bad")) >= 1);
    CHECK(programsIn(section(document->text, "Good")) >= 2);
    CHECK(section(document->text, "Bad").find("// finding: " + std::string(rule->info.id)) != std::string_view::npos);
    CHECK(section(document->text, "Good").find("// finding:") == std::string_view::npos);
    CHECK(section(document->text, "How to silence it honestly")
              .find("dramaturg: allow(" + std::string(rule->info.id) + ")") != std::string_view::npos);
  }
}

TEST_CASE("metadata is complete and ids are unique") {
  std::set<std::string_view> ids;
  for (const Rule* rule : allRules()) {
    INFO(rule->info.id);
    CHECK(ids.insert(rule->info.id).second);
    CHECK(rule->info.id.find('-') != std::string_view::npos);
    CHECK(rule->info.title.ends_with('.'));
    CHECK_FALSE(rule->info.since.empty());
    CHECK_FALSE(rule->info.tree.empty());
    CHECK(findRule(rule->info.id) == rule);
  }
  CHECK(findRule("bottleneck-no-such-rule") == nullptr);
}
