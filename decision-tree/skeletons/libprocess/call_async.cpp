// The answer, the failure and the time-out come back into this process by defer. after() is needed: see a receiver
// that ends.
#include <process/defer.hpp>
#include <process/dispatch.hpp>
#include <process/future.hpp>
#include <process/process.hpp>

#include <string>

const Duration PRICE_LIMIT = Seconds(1);

class CatalogueProcess : public process::Process<CatalogueProcess>
{
public:
  process::Future<long> price(const std::string& article);
};

class TillProcess : public process::Process<TillProcess>
{
public:
  explicit TillProcess(const process::PID<CatalogueProcess>& _catalogue)
    : ProcessBase("till"), catalogue(_catalogue) {}

  void sell(const std::string& article)
  {
    process::dispatch(catalogue, &CatalogueProcess::price, article)
      .after(PRICE_LIMIT, [](const process::Future<long>&) -> process::Future<long> {
        return process::Failure("too late");
      })
      .onAny(process::defer(self(), &TillProcess::priced));
  }

private:
  void priced(const process::Future<long>& price)
  {
    if (price.isReady()) {
      total += price.get();
    } else {
      ++missed;
    }
  }
  const process::PID<CatalogueProcess> catalogue;
  long total = 0;
  int missed = 0;
};
