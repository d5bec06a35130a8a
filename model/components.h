// Strongly connected components of a directed graph (Tarjan's algorithm, without recursion).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dramaturg {

/// A graph over nodes 0 .. n-1; `targets[first[i] .. first[i+1])` are the successors of `i`.
struct Graph {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> targets;

  std::size_t size() const { return first.size() - 1; }
  std::span<const std::uint32_t> successors(std::uint32_t node) const {
    return std::span(targets).subspan(first[node], first[node + 1] - first[node]);
  }
};

/// Sets of nodes, one behind the other.
struct Components {
  std::vector<std::uint32_t> nodes;
  std::vector<std::uint32_t> first{0};  ///< by component, and one more

  std::size_t size() const { return first.size() - 1; }
  std::span<const std::uint32_t> operator[](std::size_t component) const {
    return std::span(nodes).subspan(first[component], first[component + 1] - first[component]);
  }
};

/// The components, each sorted and behind those that it has edges to.
Components componentsFromTheEnd(const Graph&);

}  // namespace dramaturg
