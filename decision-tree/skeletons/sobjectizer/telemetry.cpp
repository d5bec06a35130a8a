// SObjectizer counts queues and agents itself, and sends the numbers to whoever subscribes to its mbox.
#include <so_5/all.hpp>

#include <chrono>
#include <cstddef>
#include <string>

using namespace std::chrono_literals;
/// The metrics client that the program has.
void record(const std::string& name, std::size_t value);

class reporter final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;

  void so_define_agent() override {
    so_subscribe(so_environment().stats_controller().mbox()).event(&reporter::on_quantity);
  }
  void so_evt_start() override {
    so_environment().stats_controller().set_distribution_period(10s);
    so_environment().stats_controller().turn_on();
  }

 private:
  void on_quantity(so_5::mhood_t<so_5::stats::messages::quantity<std::size_t>> part) {
    record(part->m_prefix.c_str() + std::string(part->m_suffix.c_str()), part->m_value);
  }
};
