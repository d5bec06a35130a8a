// A method that describes the state to a person. It answers with text, so that no feature is built on it.
#include <process/future.hpp>
#include <process/process.hpp>

#include <string>

class StockProcess : public process::Process<StockProcess>
{
public:
  StockProcess() : ProcessBase("stock") {}

  void take(int wanted) { wanted <= pieces ? pieces -= wanted : ++refused; }
  process::Future<std::string> describe()
  {
    return "pieces " + std::to_string(pieces) + ", refused " + std::to_string(refused);
  }

private:
  int pieces = 100;
  int refused = 0;
};
