// The reader holds permits: it polls only while fewer than N elements are under way, and acknowledges after the work.
#include <so_5/all.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

using namespace std::chrono_literals;
struct delivery {
  std::uint64_t id;
  so_5::mbox_t answer_to;
};
struct finished {
  std::uint64_t id;
  bool ok;
};

/// The client library of the source; it returns at once.
struct source {
  std::function<std::optional<std::uint64_t>()> try_poll;
  std::function<void(std::uint64_t)> ack, fail;
};

class reader final : public so_5::agent_t {
  struct poll final : public so_5::signal_t {};

 public:
  reader(context_t ctx, source from, so_5::mbox_t workers)
      : so_5::agent_t(std::move(ctx)), from_(std::move(from)), workers_(std::move(workers)) {}

  void so_define_agent() override { so_subscribe_self().event(&reader::on_poll).event(&reader::on_finished); }
  void so_evt_start() override { timer_ = so_5::send_periodic<poll>(*this, 0ms, 20ms); }

 private:
  void on_poll(so_5::mhood_t<poll>) {
    while (permits_ > 0) {
      const auto id = from_.try_poll();
      if (!id) return;
      --permits_;
      so_5::send<delivery>(workers_, *id, so_direct_mbox());
    }
  }
  void on_finished(so_5::mhood_t<finished> done) {
    ++permits_;
    done->ok ? from_.ack(done->id) : from_.fail(done->id);
  }
  source from_;
  so_5::mbox_t workers_;
  so_5::timer_id_t timer_;
  int permits_ = 64;
};
