// A table from key to server that keeps nobody alive. An entry whose server is gone finds nobody and is removed.
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

class Session;

class Sessions {
 public:
  /// False: the name belongs to a session that lives.
  [[nodiscard]] bool enter(const std::string& name, const std::shared_ptr<Session>& session) {
    const std::unique_lock lock(mutex_);
    std::weak_ptr<Session>& entry = entries_[name];
    if (!entry.expired()) return false;
    entry = session;
    return true;
  }
  /// Null: nobody has this name, or its owner has just ended.
  std::shared_ptr<Session> find(const std::string& name) const {
    const std::shared_lock lock(mutex_);
    const auto found = entries_.find(name);
    return found == entries_.end() ? nullptr : found->second.lock();
  }
  /// For the owner's end, and for a timer that sweeps up after those that ended otherwise.
  void sweep() {
    const std::unique_lock lock(mutex_);
    std::erase_if(entries_, [](const auto& entry) { return entry.second.expired(); });
  }

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::weak_ptr<Session>> entries_;
};
