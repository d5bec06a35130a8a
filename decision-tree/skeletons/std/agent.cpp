// One value behind "get" and "update". What is computed expensively is computed before the lock is taken.
#include <mutex>
#include <string>
#include <utility>

class Motto {
 public:
  std::string get() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }
  void set(std::string value) {
    const std::lock_guard lock(mutex_);
    value_ = std::move(value);
  }

 private:
  mutable std::mutex mutex_;
  std::string value_;
};
