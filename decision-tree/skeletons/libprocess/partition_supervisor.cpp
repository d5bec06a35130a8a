// N equal processes. The hash of the key selects one, at the one place that sends.
#include <process/dispatch.hpp>
#include <process/id.hpp>
#include <process/process.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

class StockProcess : public process::Process<StockProcess>
{
public:
  StockProcess() : ProcessBase(process::ID::generate("stock")) {}
  void take(const std::string& article, int pieces);
};

class Stocks
{
public:
  explicit Stocks(std::size_t count)
  {
    for (std::size_t i = 0; i < count; ++i) {
      parts.push_back(process::spawn(new StockProcess(), true));
    }
  }
  ~Stocks()
  {
    for (const process::PID<StockProcess>& part : parts) {
      process::terminate(part);
    }
  }
  void take(const std::string& article, int pieces)
  {
    const std::size_t part = std::hash<std::string>()(article) % parts.size();
    process::dispatch(parts[part], &StockProcess::take, article, pieces);
  }

private:
  std::vector<process::PID<StockProcess>> parts;
};
