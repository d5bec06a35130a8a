// Jobs in a table survive the program. A worker takes one, and its failure is written where the next try is decided.
#include <chrono>
#include <exception>
#include <optional>
#include <string>

struct Job {
  long id = 0;
  int attempt = 0;   ///< 1 for the first
  long invoice = 0;  ///< an id, not the object: it is looked up when the job runs
};

/// Over `SELECT ... FOR UPDATE SKIP LOCKED`, or a broker.
class Jobs {
 public:
  virtual ~Jobs() = default;
  virtual bool insertOnce(const std::string& uniqueKey, long invoice) = 0;
  virtual std::optional<Job> take() = 0;
  virtual void finish(long id) = 0;
  virtual void retryAfter(long id, std::chrono::seconds pause, const std::string& reason) = 0;
  virtual void discard(long id, const std::string& reason) = 0;
};
void sendInvoice(long invoice);  ///< bears repeating

void workOn(Jobs& jobs, const Job& job) {
  constexpr int kMostAttempts = 5;
  try {
    sendInvoice(job.invoice);
    jobs.finish(job.id);
  } catch (const std::exception& error) {
    if (job.attempt >= kMostAttempts)
      jobs.discard(job.id, error.what());
    else
      jobs.retryAfter(job.id, std::chrono::seconds(15L << job.attempt), error.what());
  }
}
