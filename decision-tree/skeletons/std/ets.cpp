// The owner writes, everybody reads beside it. Readers copy what they need and keep no reference.
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>

class Scores {
 public:
  std::optional<long> of(const std::string& player) const {
    const std::shared_lock lock(mutex_);
    const auto found = scores_.find(player);
    return found == scores_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  friend class Referee;
  void add(const std::string& player, long points) {
    const std::unique_lock lock(mutex_);
    scores_[player] += points;
  }
  void remove(const std::string& player) {
    const std::unique_lock lock(mutex_);
    scores_.erase(player);
  }
  mutable std::shared_mutex mutex_;
  std::map<std::string, long> scores_;
};

/// The one that writes; an actor with its own mailbox.
class Referee {
 public:
  explicit Referee(Scores& scores) : scores_(scores) {}
  void onGoal(const std::string& player) { scores_.add(player, 1); }
  void onLeave(const std::string& player) { scores_.remove(player); }

 private:
  Scores& scores_;
};
