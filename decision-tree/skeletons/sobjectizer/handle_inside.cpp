// A connection that cannot be made is expected: the next try waits twice as long. Starting promises a manager only.
#include <so_5/all.hpp>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;
struct connect final : public so_5::signal_t {};
struct connected final : public so_5::signal_t {};
struct refused final : public so_5::signal_t {};

class link final : public so_5::agent_t {
  state_t down{this, "down"};
  state_t up{this, "up"};

 public:
  link(context_t ctx, so_5::mbox_t connector) : so_5::agent_t(std::move(ctx)), connector_(std::move(connector)) {}

  void so_define_agent() override {
    this >>= down;
    down.event([this](so_5::mhood_t<connect>) { so_5::send<connect>(connector_); })
        .event([this](so_5::mhood_t<refused>) {
          so_5::send_delayed<connect>(*this, pause_);
          pause_ = std::min<std::chrono::milliseconds>(2 * pause_, 30s);
        })
        .just_switch_to<connected>(up);
    up.on_enter([this] { pause_ = 100ms; }).event([this](so_5::mhood_t<refused>) {
      this >>= down;
      so_5::send<connect>(*this);
    });
  }
  void so_evt_start() override { so_5::send<connect>(*this); }

 private:
  so_5::mbox_t connector_;
  std::chrono::milliseconds pause_ = 100ms;
};
