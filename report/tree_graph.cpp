#include "report/tree_graph.h"

#include <map>
#include <set>
#include <vector>

namespace dramaturg {
namespace {

struct Node {
  std::string id;  ///< `abs_state`, `leaf_agent`, `tree_storage`
  std::string label;
  Target::Kind kind = Target::Kind::question;
  bool walked = false;
};

struct Arrow {
  std::string from;
  std::string to;
  std::string choice;
  bool walked = false;
  bool side = false;
};

struct Graph {
  std::vector<Node> nodes;
  std::vector<Arrow> arrows;
};

std::string nodeId(const Target& target) {
  std::string id = target.kind == Target::Kind::leaf ? "leaf_" : target.kind == Target::Kind::tree ? "tree_" : "";
  for (const char c : target.id) id += c == '.' || c == '-' ? '_' : c;
  return id;
}

class GraphMaker {
 public:
  GraphMaker(const TreeCatalogue& catalogue, const Walk& walk) : catalogue_(catalogue) {
    for (const WalkStep& step : walk.steps) choices_[step.question] = step.choice;
    for (const SideStep& side : walk.side) choices_[side.step.question] = side.step.choice;
  }

  Graph make(const Tree& tree) {
    for (const Question& question : tree.questions) add(question, false);
    for (const Question& question : tree.side) add(question, true);
    return std::move(graph_);
  }

 private:
  void add(const Question& question, bool side) {
    const auto answered = choices_.find(question.id);
    const std::string id = addNode({Target::Kind::question, question.id}, question.ask, answered != choices_.end());
    for (const Branch& branch : question.branches) {
      const bool walked =
          answered != choices_.end() && !answered->second.empty() && question.branch(answered->second) == &branch;
      const std::string to = addNode(branch.target, labelOf(branch.target), walked);
      graph_.arrows.push_back({id, to, branch.choice, walked, side});
    }
  }

  std::string labelOf(const Target& target) const {
    if (const Leaf* leaf = target.kind == Target::Kind::leaf ? catalogue_.leaf(target.id) : nullptr)
      return leaf->primitive;
    if (const Tree* tree = target.kind == Target::Kind::tree ? catalogue_.tree(target.id) : nullptr) return tree->title;
    return "";
  }

  /// Questions come in with their text when their own turn is there.
  std::string addNode(const Target& target, const std::string& label, bool walked) {
    const std::string id = nodeId(target);
    const auto [at, isNew] = index_.try_emplace(id, graph_.nodes.size());
    if (isNew) graph_.nodes.push_back({id, label, target.kind, false});
    Node& node = graph_.nodes[at->second];
    if (!label.empty()) node.label = label;
    node.walked = node.walked || walked;
    return id;
  }

  const TreeCatalogue& catalogue_;
  std::map<std::string, std::string> choices_;
  std::map<std::string, std::size_t> index_;
  Graph graph_;
};

std::string escaped(std::string_view text, std::string_view quote) {
  std::string result;
  for (const char c : text)
    if (c == '"')
      result += quote;
    else if (c == '\\')
      result += "\\\\";
    else
      result += c;
  return result;
}

/// Lines of about this many characters keep the drawing narrow.
std::string folded(std::string_view text, std::string_view lineBreak) {
  constexpr std::size_t kColumns = 30;
  std::string result;
  std::size_t column = 0;
  for (const char c : text) {
    if (c == ' ' && column >= kColumns) {
      result += lineBreak;
      column = 0;
      continue;
    }
    result += c;
    ++column;
  }
  return result;
}

}  // namespace

std::string renderMermaid(const TreeCatalogue& catalogue, const Tree& tree, const Walk& walk) {
  const Graph graph = GraphMaker(catalogue, walk).make(tree);
  std::string text = "flowchart TD\n  %% " + tree.id + ": " + tree.title + '\n';
  for (const Node& node : graph.nodes) {
    const std::string label = '"' + folded(escaped(node.label, "#quot;"), "<br/>") + '"';
    const bool question = node.kind == Target::Kind::question;
    const bool leaf = node.kind == Target::Kind::leaf;
    text += "  " + node.id + (question ? "{" + label + "}" : leaf ? "([" + label + "])" : "[[" + label + "]]") + '\n';
  }
  std::string marked;
  for (std::size_t i = 0; i < graph.arrows.size(); ++i) {
    const Arrow& arrow = graph.arrows[i];
    text += "  " + arrow.from + (arrow.side ? " -. \"" : " -- \"") + arrow.choice +
            (arrow.side ? "\" .-> " : "\" --> ") + arrow.to + '\n';
    if (arrow.walked) marked += (marked.empty() ? "" : ",") + std::to_string(i);
  }
  text += "  classDef walked stroke-width:3px,stroke:#0969da\n";
  for (const Node& node : graph.nodes)
    if (node.walked) text += "  class " + node.id + " walked\n";
  if (!marked.empty()) text += "  linkStyle " + marked + " stroke-width:3px,stroke:#0969da\n";
  return text;
}

std::string renderDot(const TreeCatalogue& catalogue, const Tree& tree, const Walk& walk) {
  const Graph graph = GraphMaker(catalogue, walk).make(tree);
  std::string text = "digraph " + nodeId({Target::Kind::tree, tree.id}) + " {\n  label=\"" +
                     escaped(tree.title, "\\\"") + "\"\n  node [fontname=sans]\n";
  for (const Node& node : graph.nodes) {
    const char* shape = node.kind == Target::Kind::question ? "diamond"
                        : node.kind == Target::Kind::leaf   ? "box"
                                                            : "folder";
    text += "  " + node.id + " [label=\"" + folded(escaped(node.label, "\\\""), "\\n") + "\", shape=" + shape +
            (node.walked ? ", penwidth=3, color=\"#0969da\"" : "") + "]\n";
  }
  for (const Arrow& arrow : graph.arrows)
    text += "  " + arrow.from + " -> " + arrow.to + " [label=\"" + arrow.choice + "\"" +
            (arrow.side ? ", style=dashed" : "") + (arrow.walked ? ", penwidth=3, color=\"#0969da\"" : "") + "]\n";
  return text + "}\n";
}

}  // namespace dramaturg
