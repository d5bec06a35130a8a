// SObjectizer restarts nothing. A parent introduces the child cooperation anew, and gives up after too many times.
#include <so_5/all.hpp>

#include <chrono>
#include <cstddef>
#include <deque>

using namespace std::chrono_literals;
using clock_type = std::chrono::steady_clock;
struct start_child final : public so_5::signal_t {};

class importer final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_evt_start() override;
};

class supervisor final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override { so_subscribe_self().event(&supervisor::on_start).event(&supervisor::on_end); }
  void so_evt_start() override { so_5::send<start_child>(*this); }

 private:
  void on_start(so_5::mhood_t<start_child>) {
    so_5::introduce_child_coop(*this, [this](so_5::coop_t& coop) {
      coop.make_agent<importer>();
      coop.set_exception_reaction(so_5::deregister_coop_on_exception);
      coop.add_dereg_notificator(so_5::make_coop_dereg_notificator(so_direct_mbox()));
    });
  }
  void on_end(so_5::mhood_t<so_5::msg_coop_deregistered> end) {
    if (end->m_reason.reason() == so_5::dereg_reason::normal) return so_deregister_agent_coop_normally();
    const auto now = clock_type::now();
    while (!restarts_.empty() && restarts_.front() < now - 60s) restarts_.pop_front();
    if (restarts_.size() == most) return so_deregister_agent_coop(so_5::dereg_reason::unhandled_exception);
    restarts_.push_back(now);
    so_5::send_delayed<start_child>(*this, 200ms);
  }
  static constexpr std::size_t most = 3;
  std::deque<clock_type::time_point> restarts_;
};
