// Parts that are known beforehand, members in order of dependence: started first to last, destroyed last to first.
#include <asio.hpp>

class Journal {
 public:
  explicit Journal(asio::any_io_executor executor) : strand_(asio::make_strand(executor)) {}

 private:
  asio::strand<asio::any_io_executor> strand_;
};

class Till {
 public:
  Till(asio::any_io_executor executor, Journal& journal) : strand_(asio::make_strand(executor)), journal_(journal) {}
  Journal& journal() const { return journal_; }

 private:
  asio::strand<asio::any_io_executor> strand_;
  Journal& journal_;
};

class Shop {
 public:
  explicit Shop(unsigned threads) : pool_(threads) {}
  ~Shop() {
    pool_.stop();
    pool_.join();  // before the parts go, since handlers use them
  }

 private:
  asio::thread_pool pool_;
  Journal journal_{pool_.get_executor()};
  Till till_{pool_.get_executor(), journal_};
};
