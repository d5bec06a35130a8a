// Stable sorting by a key.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace dramaturg {

/// Sorts by `key(item)`; equal items keep their order. Moves each item once, whatever its size.
/// (`std::stable_sort` of libstdc++ 12 draws deprecation errors from Clang.)
template <class T, class Key>
void sortByKey(std::vector<T>& items, Key key) {
  std::vector<std::size_t> order(items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto keyA = std::invoke(key, items[a]);
    const auto keyB = std::invoke(key, items[b]);
    return keyA < keyB || (!(keyB < keyA) && a < b);
  });
  std::vector<T> sorted;
  sorted.reserve(items.size());
  for (const std::size_t i : order) sorted.push_back(std::move(items[i]));
  items = std::move(sorted);
}

}  // namespace dramaturg
