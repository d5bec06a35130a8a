// stop() asks all cooperations to end and waits for them. A guard delays that for what must be written, up to a limit.
#include <so_5/all.hpp>

#include <chrono>
#include <memory>

using namespace std::chrono_literals;

class writer final : public so_5::agent_t {
  struct flush final : public so_5::signal_t {};
  struct written final : public so_5::signal_t {};
  struct too_late final : public so_5::signal_t {};

  class guard final : public so_5::stop_guard_t, public std::enable_shared_from_this<guard> {
   public:
    explicit guard(so_5::mbox_t owner) : owner_(std::move(owner)) {}
    void stop() noexcept override { so_5::send<flush>(owner_); }

   private:
    so_5::mbox_t owner_;
  };

 public:
  using so_5::agent_t::agent_t;

  void so_define_agent() override {
    so_subscribe_self()
        .event([this](so_5::mhood_t<flush>) {
          so_5::send_delayed<too_late>(*this, 5s);
          begin_flush();
        })
        .event([this](so_5::mhood_t<written>) { release(); })
        .event([this](so_5::mhood_t<too_late>) { release(); });
    so_environment().setup_stop_guard(guard_);
  }

 private:
  void begin_flush();  // answers with `written`
  void release() { so_environment().remove_stop_guard(guard_); }
  std::shared_ptr<guard> guard_ = std::make_shared<guard>(so_direct_mbox());
};
