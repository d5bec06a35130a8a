// A table that grows has a maximum and an age. The timer is a member: in a local it would end with the function.
#include <so_5/all.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <string>

using namespace std::chrono_literals;
using clock_type = std::chrono::steady_clock;
struct seen {
  std::string id;
};

class table final : public so_5::agent_t {
  struct sweep final : public so_5::signal_t {};

 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override { so_subscribe_self().event(&table::on_seen).event(&table::on_sweep); }
  void so_evt_start() override { timer_ = so_5::send_periodic<sweep>(*this, 1min, 1min); }

 private:
  void on_seen(so_5::mhood_t<seen> cmd) {
    if (times_.size() < most) times_[cmd->id] = clock_type::now();
  }
  void on_sweep(so_5::mhood_t<sweep>) {
    const auto oldest = clock_type::now() - 10min;
    for (auto i = times_.begin(); i != times_.end();) i = i->second < oldest ? times_.erase(i) : std::next(i);
  }
  static constexpr std::size_t most = 10'000;
  std::map<std::string, clock_type::time_point> times_;
  so_5::timer_id_t timer_;
};
