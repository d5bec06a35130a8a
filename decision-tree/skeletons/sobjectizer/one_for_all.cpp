// A cooperation is all or nothing: the first failure ends all of its agents. A parent introduces it anew.
#include <so_5/all.hpp>

#include <chrono>

using namespace std::chrono_literals;
struct start_children final : public so_5::signal_t {};

class reader final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
};
class decoder final : public so_5::agent_t {
 public:
  decoder(context_t ctx, so_5::mbox_t source) : so_5::agent_t(std::move(ctx)), source_(std::move(source)) {}

 private:
  so_5::mbox_t source_;
};

class parent final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override { so_subscribe_self().event(&parent::on_start).event(&parent::on_end); }
  void so_evt_start() override { so_5::send<start_children>(*this); }

 private:
  void on_start(so_5::mhood_t<start_children>) {
    so_5::introduce_child_coop(*this, [this](so_5::coop_t& coop) {
      const auto* source = coop.make_agent<reader>();
      coop.make_agent<decoder>(source->so_direct_mbox());
      coop.set_exception_reaction(so_5::deregister_coop_on_exception);
      coop.add_dereg_notificator(so_5::make_coop_dereg_notificator(so_direct_mbox()));
    });
  }
  void on_end(so_5::mhood_t<so_5::msg_coop_deregistered>) {
    if (left_-- == 0) return so_deregister_agent_coop(so_5::dereg_reason::unhandled_exception);
    so_5::send_delayed<start_children>(*this, 1s);
  }
  int left_ = 3;
};
