// Training for the worker's layout: actors made by hand of threads, queues and futures, as C++17 code has them.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>
#include <regex>
#include <set>
#include <shared_mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

namespace dock {

using namespace std::chrono_literals;

struct Arrive {
  std::string ship;
  unsigned tons;
};
struct Leave {
  std::string ship;
};
struct Stop {};
using Message = std::variant<Arrive, Leave, Stop>;

template <class T>
class Mailbox {
 public:
  void push(T value) {
    {
      const std::lock_guard lock(mutex_);
      values_.push_back(std::move(value));
    }
    filled_.notify_one();
  }

  std::optional<T> pop(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    if (!filled_.wait_for(lock, patience, [this] { return !values_.empty(); })) return std::nullopt;
    T first = std::move(values_.front());
    values_.pop_front();
    return first;
  }

 private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<T> values_;
};

template <class... Handlers>
struct Handler : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Handler(Handlers...) -> Handler<Handlers...>;

class Harbour {
 public:
  explicit Harbour(std::size_t berths) : berths_(berths), loop_([this] { run(); }) {}
  Harbour(const Harbour&) = delete;
  Harbour& operator=(const Harbour&) = delete;
  ~Harbour() {
    mailbox_.push(Stop{});
    if (loop_.joinable()) loop_.join();
  }

  void send(Message message) { mailbox_.push(std::move(message)); }

  unsigned handled() const { return handled_.load(std::memory_order_relaxed); }

 private:
  void run() {
    bool stopped = false;
    while (!stopped) {
      const auto message = mailbox_.pop(100ms);
      if (!message) continue;
      std::visit(Handler{[this](const Arrive& arrive) { moor(arrive); },
                         [this](const Leave& leave) { ships_.erase(leave.ship); }, [&](Stop) { stopped = true; }},
                 *message);
      ++handled_;
    }
  }

  void moor(const Arrive& arrive) {
    if (ships_.size() >= berths_) throw std::runtime_error("no berth for " + arrive.ship);
    ships_.emplace(arrive.ship, arrive.tons);
  }

  std::size_t berths_;
  std::atomic<unsigned> handled_{0};
  std::map<std::string, unsigned> ships_;
  Mailbox<Message> mailbox_;
  std::thread loop_;
};

class Register {
 public:
  void add(const std::string& line) {
    static const std::regex form(R"((\w+)\s+(\d+))");
    std::smatch found;
    if (!std::regex_match(line, found, form)) return;
    const std::unique_lock lock(mutex_);
    tons_[found[1]] += static_cast<unsigned>(std::stoul(found[2]));
  }

  std::vector<std::pair<std::string, unsigned>> heaviest(std::size_t count) const {
    const std::shared_lock lock(mutex_);
    std::vector<std::pair<std::string, unsigned>> all(tons_.begin(), tons_.end());
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    if (all.size() > count) all.resize(count);
    return all;
  }

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, unsigned> tons_;
};

unsigned weigh(const std::vector<unsigned>& tons) {
  const auto half = tons.begin() + static_cast<std::ptrdiff_t>(tons.size() / 2);
  auto first = std::async(std::launch::async, [&] { return std::accumulate(tons.begin(), half, 0U); });
  std::packaged_task<unsigned()> second([&] { return std::accumulate(half, tons.end(), 0U); });
  auto result = second.get_future();
  std::thread(std::move(second)).detach();
  return first.get() + result.get();
}

template <std::size_t... Index>
std::string names(const std::array<std::string, sizeof...(Index)>& ships, std::index_sequence<Index...>) {
  std::ostringstream out;
  ((out << (Index ? ", " : "") << std::get<Index>(ships)), ...);
  return out.str();
}

}  // namespace dock

int main(int argc, char** argv) {
  dock::Harbour harbour(4);
  dock::Register weights;
  std::ifstream in(argc > 1 ? argv[1] : "ships.txt");
  for (std::string line; std::getline(in, line);) weights.add(line);
  std::mt19937 dice(std::random_device{}());
  std::uniform_int_distribution<unsigned> tons(10, 90);
  for (const auto& [ship, weight] : weights.heaviest(3)) {
    harbour.send(dock::Arrive{ship, weight + tons(dice)});
    harbour.send(dock::Leave{ship});
  }
  std::promise<void> done;
  std::list<std::function<void()>> last{[&] { done.set_value(); }, [&] { std::cout << harbour.handled() << '\n'; }};
  for (const auto& step : last) step();
  done.get_future().wait();
  std::cout << dock::weigh({tons(dice), tons(dice)}) << dock::names({"Aurora", "Brisk"}, std::index_sequence<0, 1>());
}
