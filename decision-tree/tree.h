// A decision tree of OTP as data, and the leaves that it ends in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

/// Where an answer leads: another question, a leaf, or another tree.
struct Target {
  enum class Kind : std::uint8_t { question, leaf, tree };
  Kind kind = Kind::leaf;
  std::string id;
};

struct Branch {
  std::string choice;  ///< `yes`, `no`, or a name
  Target target;
  std::string says;  ///< the answer as a statement: `it remembers nothing between messages`
};

/// The choice of a question that is there to be thought about: any text is an answer, and all lead to the same leaf.
inline constexpr std::string_view kAnyAnswer = "any";

struct Question {
  std::string id;         ///< `abs.state`
  std::string ask;        ///< the question, as put to a person
  std::string evaluator;  ///< name of the predicate that can answer it from facts; empty: only a person can
  std::vector<Branch> branches;
  std::string whenUnknown;  ///< choice to go on with when code cannot tell; empty: ask, and stop here without a person
  bool extension = false;   ///< not one of OTP's own questions
  std::string seedAnswer;   ///< extensions: the answer that leaves OTP's own tree
  std::string why = {};     ///< what depends on the answer, for people who ask back

  const Branch* branch(std::string_view choice) const;  ///< null: not among its answers
  bool takesAnything() const;                           ///< see `kAnyAnswer`
};

struct Tree {
  std::string id;
  std::string title;
  std::string start;
  std::vector<Question> questions;
  std::vector<Question> side = {};      ///< asked whatever the path; their answers lead to leaves
  std::vector<std::string> after = {};  ///< leaves, of any tree, after which this one is worth walking

  const Question* question(std::string_view id) const;     ///< on the path; null: not in this tree
  const Question* anyQuestion(std::string_view id) const;  ///< side questions as well
};

/// What people say before they know which tree they want.
struct Phrase {
  std::string say;                 ///< `run this async`
  std::vector<std::string> words;  ///< others for the same
  std::vector<std::string> trees;  ///< that answer it, in order
};

/// What a walk recommends.
struct Leaf {
  std::string id;         ///< `gen_server`
  std::string primitive;  ///< OTP's name
  std::string meaning;    ///< what that is in C++
  std::string notWhen;    ///< where another leaf is right although the questions led here
  std::string caution;
};

/// How one library spells one leaf, or honestly that it has none.
struct Spelling {
  std::string leaf;
  std::string library;
  std::string text;
  std::string skeleton;  ///< name of the skeleton that shows it: `gen_server`, `std/ets`; empty: the leaf's own
};

/// A short program that shows one construction; several leaves may share it.
struct Skeleton {
  std::string name;  ///< `caf/gen_server`
  std::string code;
};

struct TreeCatalogue {
  std::vector<Tree> trees;
  std::vector<Leaf> leaves;
  std::vector<Spelling> spellings;
  std::vector<Skeleton> skeletons;
  std::vector<Phrase> phrases = {};

  const Tree* tree(std::string_view id) const;
  const Question* question(std::string_view id) const;  ///< of whichever tree, side questions as well
  const Leaf* leaf(std::string_view id) const;
  /// The spelling in `library` (key of `facts::Library`), else the one for plain C++ (`std`), else null.
  const Spelling* spelling(std::string_view leaf, std::string_view library) const;
  /// The program that goes with that spelling; null: there is none.
  const Skeleton* skeleton(std::string_view leaf, std::string_view library) const;
  /// Trees to go on with after a leaf.
  std::vector<const Tree*> treesAfter(std::string_view leaf) const;
  /// Keys of the libraries that leaves are spelled in, sorted.
  std::vector<std::string> libraries() const;
};

/// The library whose spellings every leaf has.
inline constexpr std::string_view kPlainCpp = "std";

/// Phrases by how well they fit what somebody typed, best first; those that do not fit at all are left out.
std::vector<const Phrase*> search(const TreeCatalogue&, std::string_view text);

/// Empty when the catalogue is sound; else one sentence per dangling target, unreachable question or leaf, cycle,
/// unknown evaluator or one whose answers the question does not have, doubled id, leaf without a spelling in plain C++,
/// or spelling that names an unknown skeleton.
std::vector<std::string> validate(const TreeCatalogue&);

}  // namespace dramaturg
