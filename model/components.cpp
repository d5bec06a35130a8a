#include "model/components.h"

#include <algorithm>
#include <limits>

namespace dramaturg {
namespace {

constexpr std::uint32_t kNew = std::numeric_limits<std::uint32_t>::max();

class Tarjan {
 public:
  explicit Tarjan(const Graph& graph)
      : graph_(graph), number_(graph.size(), kNew), low_(graph.size()), open_(graph.size(), false) {}

  Components run() {
    components_.nodes.reserve(graph_.size());
    components_.first.reserve(graph_.size() + 1);
    for (std::uint32_t node = 0; node < graph_.size(); ++node)
      if (number_[node] == kNew) walk(node);
    return std::move(components_);
  }

 private:
  struct Frame {
    std::uint32_t node;
    std::size_t next;
  };

  void enter(std::uint32_t node) {
    number_[node] = low_[node] = count_++;
    stack_.push_back(node);
    open_[node] = true;
    frames_.push_back({node, 0});
  }

  void walk(std::uint32_t root) {
    enter(root);
    while (!frames_.empty()) {
      const std::uint32_t node = frames_.back().node;
      const auto successors = graph_.successors(node);
      if (frames_.back().next == successors.size()) {
        leave(node);
        continue;
      }
      const std::uint32_t to = successors[frames_.back().next++];
      if (number_[to] == kNew)
        enter(to);
      else if (open_[to])
        low_[node] = std::min(low_[node], number_[to]);
    }
  }

  void leave(std::uint32_t node) {
    frames_.pop_back();
    if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
    if (low_[node] != number_[node]) return;
    std::vector<std::uint32_t>& nodes = components_.nodes;
    do {
      nodes.push_back(stack_.back());
      open_[stack_.back()] = false;
      stack_.pop_back();
    } while (nodes.back() != node);
    std::sort(nodes.begin() + components_.first.back(), nodes.end());
    components_.first.push_back(static_cast<std::uint32_t>(nodes.size()));
  }

  const Graph& graph_;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> low_;
  std::vector<bool> open_;
  std::vector<std::uint32_t> stack_;
  std::vector<Frame> frames_;
  std::uint32_t count_ = 0;
  Components components_;
};

}  // namespace

Components componentsFromTheEnd(const Graph& graph) { return Tarjan(graph).run(); }

}  // namespace dramaturg
