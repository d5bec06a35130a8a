#include "model/text_order.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace dramaturg {
namespace {

constexpr std::size_t kWord = 8;

/// Sorts by eight bytes at a time, so that a comparison rarely needs to look at the texts themselves.
class Sorter {
 public:
  explicit Sorter(std::span<const std::string_view> texts) : texts_(texts), items_(texts.size()) {
    for (std::size_t i = 0; i < items_.size(); ++i) items_[i].position = static_cast<std::uint32_t>(i);
  }

  std::vector<std::uint32_t> run() {
    open_.push_back({0, items_.size(), 0});
    while (!open_.empty()) {
      const Range range = open_.back();
      open_.pop_back();
      sort(range);
    }
    std::vector<std::uint32_t> order(items_.size());
    std::ranges::transform(items_, order.begin(), [](const Item& item) { return item.position; });
    return order;
  }

 private:
  struct Item {
    std::uint64_t word = 0;
    std::uint32_t left = 0;  ///< bytes of the text in the word, one more if it goes on
    std::uint32_t position = 0;

    auto rank() const { return std::tie(word, left, position); }
    bool likes(const Item& other) const { return word == other.word && left == other.left; }
  };
  /// Texts that are equal up to `depth`.
  struct Range {
    std::size_t begin;
    std::size_t end;
    std::size_t depth;
  };

  void load(Item& item, std::size_t depth) const {
    const std::string_view text = texts_[item.position];
    const std::size_t left = text.size() - depth;
    item.left = static_cast<std::uint32_t>(std::min(left, kWord + 1));
    item.word = 0;
    for (std::size_t i = 0; i < kWord; ++i)
      item.word = item.word << 8 | (i < left ? static_cast<unsigned char>(text[depth + i]) : 0U);
  }

  void sort(const Range& range) {
    for (std::size_t i = range.begin; i < range.end; ++i) load(items_[i], range.depth);
    const auto begin = items_.begin() + static_cast<std::ptrdiff_t>(range.begin);
    const auto end = items_.begin() + static_cast<std::ptrdiff_t>(range.end);
    std::sort(begin, end, [](const Item& a, const Item& b) { return a.rank() < b.rank(); });
    for (std::size_t i = range.begin; i < range.end;) {
      std::size_t next = i + 1;
      while (next < range.end && items_[next].likes(items_[i])) ++next;
      if (next - i > 1 && items_[i].left > kWord) open_.push_back({i, next, range.depth + kWord});
      i = next;
    }
  }

  std::span<const std::string_view> texts_;
  std::vector<Item> items_;
  std::vector<Range> open_;
};

}  // namespace

std::vector<std::uint32_t> orderOf(std::span<const std::string_view> texts) { return Sorter(texts).run(); }

}  // namespace dramaturg
