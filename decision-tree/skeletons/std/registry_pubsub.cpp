// A topic. Its members have mailboxes of their own, so one that is slow holds up nobody; the dead drop out.
#include <memory>
#include <mutex>
#include <string>
#include <vector>

class Subscriber {
 public:
  virtual ~Subscriber() = default;
  virtual void post(std::shared_ptr<const std::string> news) = 0;  ///< returns at once
};

class Topic {
 public:
  void join(const std::shared_ptr<Subscriber>& subscriber) {
    const std::lock_guard lock(mutex_);
    members_.push_back(subscriber);
  }
  void publish(std::string news) {
    const auto shared = std::make_shared<const std::string>(std::move(news));
    for (const std::shared_ptr<Subscriber>& member : living()) member->post(shared);  // outside of the lock
  }

 private:
  std::vector<std::shared_ptr<Subscriber>> living() {
    const std::lock_guard lock(mutex_);
    std::erase_if(members_, [](const auto& member) { return member.expired(); });
    std::vector<std::shared_ptr<Subscriber>> result;
    for (const auto& member : members_)
      if (auto alive = member.lock()) result.push_back(std::move(alive));
    return result;
  }
  std::mutex mutex_;
  std::vector<std::weak_ptr<Subscriber>> members_;
};
