// Children known beforehand are members, in order of dependence: constructed first to last, joined last to first.
#include <stop_token>
#include <thread>

class Journal {
 public:
  void post(long amount);

 private:
  void run(std::stop_token stop) noexcept;
  std::jthread thread_{[this](std::stop_token stop) { run(stop); }};
};

class Till {
 public:
  explicit Till(Journal& journal) : journal_(journal) {}

 private:
  void run(std::stop_token stop) noexcept;
  Journal& journal_;
  std::jthread thread_{[this](std::stop_token stop) { run(stop); }};
};

class Shop {
  Journal journal_;      // first in, last out
  Till till_{journal_};  // may use it to its end
};
