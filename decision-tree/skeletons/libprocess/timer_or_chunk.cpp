// A long job does one part per turn and dispatches itself the rest, behind what has come meanwhile.
#include <process/dispatch.hpp>
#include <process/process.hpp>

#include <vector>

void indexDocument(int document);

class IndexerProcess : public process::Process<IndexerProcess>
{
public:
  IndexerProcess() : ProcessBase("indexer") {}

  void rebuild(const std::vector<int>& documents)
  {
    const bool idle = left.empty();
    left = documents;
    if (idle) {
      process::dispatch(self(), &IndexerProcess::part);
    }
  }

private:
  void part()
  {
    for (int i = 0; i < 100 && !left.empty(); ++i) {
      indexDocument(left.back());
      left.pop_back();
    }
    if (!left.empty()) {
      process::dispatch(self(), &IndexerProcess::part);
    }
  }
  std::vector<int> left;
};
