// What is precious lives outside of what may fail, in a class without any logic. The worker that is built anew finds
// it.
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

class Orders {
 public:
  void put(long id, std::string order) { orders_.insert_or_assign(id, std::move(order)); }
  void remove(long id) noexcept { orders_.erase(id); }
  const std::map<long, std::string>& all() const noexcept { return orders_; }

 private:
  std::map<long, std::string> orders_;
};

/// May fail at any time, and remembers nothing itself.
class Dispatcher {
 public:
  explicit Dispatcher(Orders& orders) : orders_(orders) {}
  void run();

 private:
  Orders& orders_;
};

/// One thread; three tries, then its owner hears of it.
void dispatchAll(Orders& orders) {
  for (int attempt = 1;; ++attempt) try {
      Dispatcher(orders).run();
      return;
    } catch (const std::runtime_error&) {
      if (attempt == 3) throw;
    }
}
