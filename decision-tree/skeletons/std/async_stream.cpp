// The same work for each element, on N threads, joined at the end. What a worker takes next is one atomic step.
#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <thread>
#include <vector>

std::optional<long> measure(const std::string& file) noexcept;

std::vector<std::optional<long>> measureAll(const std::vector<std::string>& files, unsigned atOnce) {
  std::vector<std::optional<long>> sizes(files.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < atOnce; ++i)
    workers.emplace_back([&files, &sizes, &next] {
      for (std::size_t at = next++; at < files.size(); at = next++) sizes[at] = measure(files[at]);
    });
  workers.clear();  // joins them
  return sizes;
}
