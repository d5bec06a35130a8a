// One owner per key in the whole cluster: whoever holds the lease. The store decides, this only obeys.
#include <chrono>
#include <string>
#include <utility>

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kLease{10};

/// etcd, Consul, or a row with an expiry time.
class LeaseStore {
 public:
  virtual ~LeaseStore() = default;
  virtual bool acquireOrRenew(const std::string& key, const std::string& owner, std::chrono::seconds time) noexcept = 0;
};

class OwnedKey {
 public:
  OwnedKey(LeaseStore& store, std::string key, std::string me)
      : store_(store), key_(std::move(key)), me_(std::move(me)) {}

  /// From a timer, three times per lease.
  void renew() {
    const Clock::time_point asked = Clock::now();
    if (store_.acquireOrRenew(key_, me_, kLease)) until_ = asked + kLease;
  }
  /// Asked before each piece of work: the lease ends here before it ends in the store.
  bool mine() const { return Clock::now() + kLease / 5 < until_; }

 private:
  LeaseStore& store_;
  std::string key_;
  std::string me_;
  Clock::time_point until_{};
};
