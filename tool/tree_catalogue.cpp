#include "tool/tree_catalogue.h"

#include "decision-tree/data.h"
#include "tool/exit_code.h"

#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLTraits.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

LLVM_YAML_IS_SEQUENCE_VECTOR(dramaturg::Tree)
LLVM_YAML_IS_SEQUENCE_VECTOR(dramaturg::Question)
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

/// LLVM's reader gives keys in no order that means anything: yes and no first, then by name.
void sortBranches(std::vector<Branch>& branches) {
  const auto rank = [](const Branch& branch) {
    return std::pair(branch.choice == "yes" ? 0 : branch.choice == "no" ? 1 : 2, std::string_view(branch.choice));
  };
  std::sort(branches.begin(), branches.end(), [&](const Branch& a, const Branch& b) { return rank(a) < rank(b); });
}

struct TreeFile {
  int version = 1;
  TreeCatalogue content;
};

}  // namespace
}  // namespace dramaturg

namespace llvm::yaml {

template <>
struct CustomMappingTraits<std::vector<dramaturg::Branch>> {
  static void inputOne(IO& io, StringRef choice, std::vector<dramaturg::Branch>& branches) {
    std::string target;
    io.mapRequired(choice, target);
    branches.push_back({choice.str(), dramaturg::targetFrom(std::move(target))});
  }
  static void output(IO&, std::vector<dramaturg::Branch>&) {}
};

template <>
struct MappingTraits<dramaturg::Question> {
  static void mapping(IO& io, dramaturg::Question& question) {
    io.mapRequired("id", question.id);
    dramaturg::readSentence(io, "ask", question.ask, true);
    io.mapOptional("evaluator", question.evaluator);
    io.mapOptional("when-unknown", question.whenUnknown);
    io.mapOptional("extension", question.extension);
    io.mapOptional("seed-answer", question.seedAnswer);
    io.mapRequired("answers", question.branches);
    dramaturg::sortBranches(question.branches);
  }
};

template <>
struct MappingTraits<dramaturg::Tree> {
  static void mapping(IO& io, dramaturg::Tree& tree) {
    io.mapRequired("id", tree.id);
    io.mapRequired("title", tree.title);
    io.mapRequired("start", tree.start);
    io.mapRequired("questions", tree.questions);
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

template <class T>
void append(std::vector<T>& all, std::vector<T>&& more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// `caf/gen_server.cpp` is the skeleton `caf/gen_server`.
Skeleton skeletonFrom(const EmbeddedFile& file) {
  const std::string_view name = file.name;
  return {std::string(name.substr(0, name.rfind('.'))), std::string(file.text)};
}

}  // namespace

void readTrees(TreeCatalogue& catalogue, std::string_view name, std::string_view yaml) {
  std::string error;
  llvm::yaml::Input input(llvm::StringRef(yaml), nullptr, keepFirst, &error);
  TreeFile file;
  input >> file;
  if (error.empty() && input.error()) error = "1:1: " + input.error().message();
  if (error.empty() && file.version != 1) error = "1:1: version " + std::to_string(file.version) + " is not known";
  if (!error.empty()) throw Failure(ExitCode::internal, std::string(name) + ':' + error);
  append(catalogue.trees, std::move(file.content.trees));
  append(catalogue.leaves, std::move(file.content.leaves));
  append(catalogue.spellings, std::move(file.content.spellings));
}

const TreeCatalogue& treeCatalogue() {
  static const TreeCatalogue catalogue = [] {
    TreeCatalogue result;
    for (const EmbeddedFile& file : treeFiles()) readTrees(result, file.name, file.text);
    for (const EmbeddedFile& file : skeletonFiles()) result.skeletons.push_back(skeletonFrom(file));
    return result;
  }();
  return catalogue;
}

}  // namespace dramaturg
