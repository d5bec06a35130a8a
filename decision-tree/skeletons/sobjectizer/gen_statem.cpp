// One state_t per phase, each with its own handlers, and a time limit for waiting.
#include <so_5/all.hpp>

#include <chrono>
#include <string>

using namespace std::chrono_literals;
struct connected final : public so_5::signal_t {};
struct lost final : public so_5::signal_t {};
struct text {
  std::string line;
};
void write(const std::string& line);

class link final : public so_5::agent_t {
  state_t connecting{this, "connecting"};
  state_t ready{this, "ready"};
  state_t closed{this, "closed"};

 public:
  using so_5::agent_t::agent_t;

  void so_define_agent() override {
    this >>= connecting;
    connecting.time_limit(10s, closed).just_switch_to<connected>(ready).event([this](so_5::mhood_t<text> cmd) {
      waiting_ += cmd->line;
    });
    ready.on_enter([this] { write(waiting_); })
        .event([](so_5::mhood_t<text> cmd) { write(cmd->line); })
        .just_switch_to<lost>(connecting);
    closed.on_enter([this] { so_deregister_agent_coop_normally(); });
  }

 private:
  std::string waiting_;
};
