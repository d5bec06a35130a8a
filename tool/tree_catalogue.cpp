#include "tool/tree_catalogue.h"

#include "decision-tree/data.h"
#include "tool/exit_code.h"
#include "tool/paths.h"

#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLTraits.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

LLVM_YAML_IS_SEQUENCE_VECTOR(dramaturg::Tree)
LLVM_YAML_IS_SEQUENCE_VECTOR(dramaturg::Question)
LLVM_YAML_IS_SEQUENCE_VECTOR(dramaturg::Branch)
LLVM_YAML_IS_SEQUENCE_VECTOR(dramaturg::Phrase)
LLVM_YAML_IS_SEQUENCE_VECTOR(dramaturg::Leaf)
LLVM_YAML_IS_SEQUENCE_VECTOR(dramaturg::Spelling)

namespace dramaturg {
namespace {

/// `abs.state` is a question of the same tree, `leaf:agent` a leaf, `tree:storage` another tree.
Target targetFrom(std::string text) {
  if (text.starts_with("leaf:")) return {Target::Kind::leaf, text.substr(5)};
  if (text.starts_with("tree:")) return {Target::Kind::tree, text.substr(5)};
  return {Target::Kind::question, std::move(text)};
}

/// Sentences are folded over several lines; LLVM's reader keeps the breaks.
void readSentence(llvm::yaml::IO& io, const char* key, std::string& text, bool required) {
  if (required) {
    io.mapRequired(key, text);
  } else {
    io.mapOptional(key, text);
  }
  while (!text.empty() && text.back() == '\n') text.pop_back();
  for (char& c : text)
    if (c == '\n') c = ' ';
}

struct TreeFile {
  int version = 1;
  TreeCatalogue content;
};

}  // namespace
}  // namespace dramaturg

namespace llvm::yaml {

template <>
struct MappingTraits<dramaturg::Branch> {
  static void mapping(IO& io, dramaturg::Branch& branch) {
    io.mapRequired("choice", branch.choice);
    std::string target;
    io.mapRequired("to", target);
    branch.target = dramaturg::targetFrom(std::move(target));
    dramaturg::readSentence(io, "says", branch.says, false);
  }
};

template <>
struct MappingTraits<dramaturg::Question> {
  static void mapping(IO& io, dramaturg::Question& question) {
    io.mapRequired("id", question.id);
    dramaturg::readSentence(io, "ask", question.ask, true);
    dramaturg::readSentence(io, "why", question.why, false);
    io.mapOptional("evaluator", question.evaluator);
    io.mapOptional("when-unknown", question.whenUnknown);
    io.mapOptional("extension", question.extension);
    io.mapOptional("seed-answer", question.seedAnswer);
    io.mapRequired("answers", question.branches);
  }
};

template <>
struct MappingTraits<dramaturg::Tree> {
  static void mapping(IO& io, dramaturg::Tree& tree) {
    io.mapRequired("id", tree.id);
    io.mapRequired("title", tree.title);
    io.mapRequired("start", tree.start);
    io.mapRequired("questions", tree.questions);
    io.mapOptional("side", tree.side);
    io.mapOptional("after", tree.after);
  }
};

template <>
struct MappingTraits<dramaturg::Phrase> {
  static void mapping(IO& io, dramaturg::Phrase& phrase) {
    io.mapRequired("say", phrase.say);
    io.mapOptional("words", phrase.words);
    io.mapRequired("trees", phrase.trees);
  }
};

template <>
struct MappingTraits<dramaturg::Leaf> {
  static void mapping(IO& io, dramaturg::Leaf& leaf) {
    io.mapRequired("id", leaf.id);
    dramaturg::readSentence(io, "primitive", leaf.primitive, true);
    dramaturg::readSentence(io, "meaning", leaf.meaning, true);
    dramaturg::readSentence(io, "not-when", leaf.notWhen, false);
    dramaturg::readSentence(io, "caution", leaf.caution, false);
  }
};

template <>
struct MappingTraits<dramaturg::Spelling> {
  static void mapping(IO& io, dramaturg::Spelling& spelling) {
    io.mapRequired("leaf", spelling.leaf);
    io.mapRequired("library", spelling.library);
    dramaturg::readSentence(io, "text", spelling.text, true);
    io.mapOptional("skeleton", spelling.skeleton);
  }
};

template <>
struct MappingTraits<dramaturg::TreeFile> {
  static void mapping(IO& io, dramaturg::TreeFile& file) {
    io.mapOptional("version", file.version);
    io.mapOptional("trees", file.content.trees);
    io.mapOptional("leaves", file.content.leaves);
    io.mapOptional("spellings", file.content.spellings);
    io.mapOptional("phrases", file.content.phrases);
  }
};

}  // namespace llvm::yaml

namespace dramaturg {
namespace {

void keepFirst(const llvm::SMDiagnostic& diagnostic, void* context) {
  auto& message = *static_cast<std::string*>(context);
  if (message.empty())
    message = std::to_string(diagnostic.getLineNo()) + ':' + std::to_string(diagnostic.getColumnNo() + 1) + ": " +
              diagnostic.getMessage().str();
}

/// What has the same key as something that is there replaces it.
template <class Item, class Key>
void merge(std::vector<Item>& all, std::vector<Item>&& more, Key key) {
  for (Item& item : more) {
    const auto known = std::ranges::find_if(all, [&](const Item& other) { return key(other) == key(item); });
    if (known == all.end())
      all.push_back(std::move(item));
    else
      *known = std::move(item);
  }
}

void merge(TreeCatalogue& all, TreeCatalogue&& more) {
  merge(all.trees, std::move(more.trees), [](const Tree& tree) { return tree.id; });
  merge(all.leaves, std::move(more.leaves), [](const Leaf& leaf) { return leaf.id; });
  merge(all.spellings, std::move(more.spellings),
        [](const Spelling& spelling) { return std::pair(spelling.leaf, spelling.library); });
  merge(all.phrases, std::move(more.phrases), [](const Phrase& phrase) { return phrase.say; });
}

/// From what somebody asks first to what comes later; trees of users at the end.
std::size_t readingOrder(std::string_view id) {
  static constexpr std::string_view kOrder[] = {
      "abstraction",    "iron_law",     "call_or_cast", "task_flavour",  "spawn_scale", "supervision_strategy",
      "restart_policy", "naming_scope", "storage",      "ingest_or_job", "overload",    "observe"};
  return static_cast<std::size_t>(std::ranges::find(kOrder, id) - std::begin(kOrder));
}

std::string listed(const std::vector<std::string>& files) {
  std::string all;
  for (const std::string& file : files) all += (all.empty() ? "`" : ", `") + file + '`';
  return all;
}

/// `caf/gen_server.cpp` is the skeleton `caf/gen_server`.
Skeleton skeletonFrom(const EmbeddedFile& file) {
  const std::string_view name = file.name;
  return {std::string(name.substr(0, name.rfind('.'))), std::string(file.text)};
}

}  // namespace

TreeCatalogue readTrees(std::string_view name, std::string_view yaml) {
  std::string error;
  llvm::yaml::Input input(llvm::StringRef(yaml), nullptr, keepFirst, &error);
  TreeFile file;
  input >> file;
  if (error.empty() && input.error()) error = "1:1: " + input.error().message();
  if (error.empty() && file.version != 1) error = "1:1: version " + std::to_string(file.version) + " is not known";
  if (!error.empty()) throw usageError(std::string(name) + ':' + error);
  return std::move(file.content);
}

namespace {

template <class Item>
void append(std::vector<Item>& all, std::vector<Item>&& more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The data that comes with dramaturg has nothing to replace: what is there twice is a mistake, and stays visible.
TreeCatalogue readBundled() {
  TreeCatalogue all;
  for (const EmbeddedFile& file : treeFiles()) {
    TreeCatalogue more = readTrees(file.name, file.text);
    append(all.trees, std::move(more.trees));
    append(all.leaves, std::move(more.leaves));
    append(all.spellings, std::move(more.spellings));
    append(all.phrases, std::move(more.phrases));
  }
  for (const EmbeddedFile& file : skeletonFiles()) all.skeletons.push_back(skeletonFrom(file));
  std::ranges::sort(all.trees, {}, [](const Tree& tree) { return readingOrder(tree.id); });
  return all;
}

}  // namespace

const TreeCatalogue& treeCatalogue() {
  static const TreeCatalogue catalogue = readBundled();
  return catalogue;
}

TreeCatalogue treeCatalogueWith(const Host& host, const std::vector<std::string>& files) {
  TreeCatalogue all = treeCatalogue();
  for (const std::string& file : files) {
    const std::optional<std::string> text = host.read(absolutePath(file, host.currentDirectory()));
    if (!text) throw usageError("cannot read `" + file + '`');
    merge(all, readTrees(file, *text));
  }
  if (files.empty()) return all;
  std::string problems;
  for (const std::string& problem : validate(all)) problems += "\n  " + problem;
  if (!problems.empty()) throw usageError("with " + listed(files) + " the trees are not sound:" + problems);
  return all;
}

}  // namespace dramaturg
