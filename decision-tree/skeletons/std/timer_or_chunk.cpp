// A long job does one part per turn and posts the rest behind what has come meanwhile. Each turn uses something up.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

void index(const int& document);

struct Rebuild {
  std::vector<int> documents;
  std::size_t done = 0;
};

class Indexer {
 public:
  explicit Indexer(std::function<void(Rebuild)> postToSelf) : postToSelf_(std::move(postToSelf)) {}

  void handle(Rebuild job) {
    const std::size_t end = std::min(job.done + kPart, job.documents.size());
    for (; job.done < end; ++job.done) index(job.documents[job.done]);
    if (job.done < job.documents.size()) postToSelf_(std::move(job));
  }

 private:
  static constexpr std::size_t kPart = 100;
  std::function<void(Rebuild)> postToSelf_;
};
