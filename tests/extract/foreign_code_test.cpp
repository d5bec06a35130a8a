// Skipping other people's code loses nothing of the project's: the facts of each program are those of a plain parse,
// and hold the function that only a library runs.
#include "tests/support/catch.h"

#include "extract/extract.h"
#include "facts/facts_json.h"
#include "tests/extract/scratch.h"

#include <algorithm>

namespace dramaturg::test {
namespace {

/// The names of the functions that the program calls in code of the project, both ways of parsing agreeing.
std::vector<std::string> calls(std::string_view source) {
  const Scratch scratch;
  scratch.write("main.cpp", source);
  Job job = scratch.job({"-std=c++20"});
  const Outcome quick = extractUnit(job, DRAMATURG_CLANG_RESOURCE_DIR);
  job.plain = true;
  const Outcome plain = extractUnit(job, DRAMATURG_CLANG_RESOURCE_DIR);
  REQUIRE(quick.facts);
  REQUIRE(plain.facts);
  CHECK(plain.facts->problems == std::vector<Problem>{});
  CHECK(toJson(*quick.facts) == toJson(*plain.facts));
  std::vector<std::string> names;
  for (const Function& function : quick.facts->functions)
    for (const Event& event : function.events)
      if (const auto* call = std::get_if<FunctionCall>(&event.what))
        names.push_back(quick.facts->symbols[static_cast<std::size_t>(call->callee)].name);
  return names;
}

bool calls(std::string_view source, const std::string& name) {
  const auto names = calls(source);
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

TEST_CASE("what nobody of the project asks for has no facts") {
  // The library instantiates `inspect` for inspectors of its own; that is no code of an actor.
  CHECK_FALSE(
      calls("#include <functional>\nvoid secret();\nstruct order { int id; };\n"
            "inline bool operator==(const order& a, const order& b) { return a.id == b.id; }\n"
            "template <class T> bool operator<(const T& a, const order& b) { secret(); return a.id < b.id; }\n"
            "bool use(order a, order b) { return std::less<order>()(a, b); }\n",
            "secret"));
  CHECK_FALSE(calls("void secret();\ntemplate <class T> void never(T) { secret(); }\nint main() {}\n", "secret"));
}

TEST_CASE("a generic lambda that a library calls") {
  CHECK(
      calls("#include <variant>\nvoid secret(int);\nvoid secret(char);\n"
            "void use(std::variant<int, char> v) { std::visit([](auto x) -> void { secret(x); }, v); }\n",
            "secret"));
  CHECK(
      calls("#include <functional>\nvoid secret();\n"
            "std::function<void(int)> use() { return [](auto) { secret(); }; }\n",
            "secret"));
  CHECK(
      calls("#include <algorithm>\n#include <vector>\nvoid secret();\n"
            "void use(std::vector<int>& v) { std::for_each(v.begin(), v.end(), [](auto&) { secret(); }); }\n",
            "secret"));
  CHECK(calls("#include <thread>\nvoid secret();\nvoid use() { std::thread([](auto) { secret(); }, 1).join(); }\n",
              "secret"));
}

TEST_CASE("constructors that are inherited where a library needs them") {
  CHECK_FALSE(
      calls("#include <caf/all.hpp>\nvoid secret();\n"
            "struct worker : caf::event_based_actor {\n  using caf::event_based_actor::event_based_actor;\n"
            "  caf::behavior make_behavior() override { return {[](int) {}}; }\n};\n"
            "void use(caf::actor_system& system) { system.spawn<worker>(); }\n",
            "secret"));
}

TEST_CASE("a functor with a template for call operator") {
  CHECK(calls(
      "#include <variant>\nvoid secret();\nstruct visitor { template <class T> void operator()(T) { secret(); } };\n"
      "void use(std::variant<int, char> v) { std::visit(visitor{}, v); }\n",
      "secret"));
}

TEST_CASE("a class template that a library makes and calls") {
  CHECK(
      calls("#include <memory>\nvoid secret();\nstruct base { virtual void run() = 0; virtual ~base() = default; };\n"
            "template <class T> struct worker : base { void run() override { secret(); } };\n"
            "std::unique_ptr<base> use() { return std::make_unique<worker<int>>(); }\n",
            "secret"));
  CHECK(
      calls("#include <memory>\nvoid secret();\ntemplate <class T> struct opener { opener(T) { secret(); } };\n"
            "auto use() { return std::make_shared<opener<int>>(1); }\n",
            "secret"));
  CHECK(calls(
      "#include <map>\n#include <string>\nvoid secret();\n"
      "template <class T> struct less { bool operator()(const T& a, const T& b) const { secret(); return a < b; } };\n"
      "void use(std::map<std::string, int, less<std::string>>& m) { m[\"a\"] = 1; }\n",
      "secret"));
}

TEST_CASE("templates that the project instantiates itself") {
  CHECK(
      calls("void secret();\ntemplate <class T> void twice(T t) { secret(); t(); t(); }\n"
            "void use() { twice([] {}); }\n",
            "secret"));
  CHECK(calls("void secret();\ntemplate <class T> void work(T) { secret(); }\nvoid (*use)(int) = &work<int>;\n",
              "secret"));
  CHECK(
      calls("void secret();\ntemplate <class T> int make(T) { secret(); return 1; }\n"
            "struct holder { int value = make(1); };\nholder use() { return {}; }\n",
            "secret"));
  CHECK(
      calls("void secret();\ntemplate <class T> struct box { void put(T) { secret(); } };\ntemplate struct box<int>;\n",
            "secret"));
  CHECK(calls("void secret();\ntemplate <class T> void work(T) { secret(); }\ntemplate void work<int>(int);\n",
              "secret"));
  CHECK(
      calls("void secret();\ntemplate <class T> struct box { ~box() { secret(); } };\n"
            "struct owner { box<int> b; };\nvoid use() { owner o; }\n",
            "secret"));
  CHECK(
      calls("void secret();\ntemplate <class T> struct base { void run() { secret(); } };\n"
            "struct derived : base<derived> {};\nvoid use(derived d) { d.run(); }\n",
            "secret"));
}

TEST_CASE("bodies that a library needs at once are there") {
  CHECK(
      calls("#include <chrono>\n#include <ranges>\n#include <string>\n#include <vector>\nvoid secret(int);\n"
            "static_assert(std::chrono::seconds(2) == std::chrono::milliseconds(2000));\n"
            "void use(const std::vector<int>& v) {\n"
            "  for (auto x : v | std::views::filter([](auto i) { return i > 2; })) secret(x);\n}\n",
            "secret"));
}

}  // namespace dramaturg::test
