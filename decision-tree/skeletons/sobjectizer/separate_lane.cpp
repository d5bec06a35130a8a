// Control has an agent of higher priority on the same thread: its messages are handled before all data that waits.
#include <so_5/all.hpp>

struct reload final : public so_5::signal_t {};
struct frame {
  int number;
};
struct settings {
  bool reloaded = false;
};
void draw(int frame, const settings& now);

class control final : public so_5::agent_t {
 public:
  control(context_t ctx, settings& shared) : so_5::agent_t(ctx + so_5::prio::p7), settings_(shared) {}
  void so_define_agent() override {
    so_subscribe_self().event([this](so_5::mhood_t<reload>) { settings_.reloaded = true; });
  }

 private:
  settings& settings_;
};
class renderer final : public so_5::agent_t {
 public:
  renderer(context_t ctx, settings& shared) : so_5::agent_t(ctx + so_5::prio::p0), settings_(shared) {}
  void so_define_agent() override {
    so_subscribe_self().event([this](so_5::mhood_t<frame> cmd) { draw(cmd->number, settings_); });
  }

 private:
  settings& settings_;
};

void start(so_5::environment_t& env) {
  namespace one_thread = so_5::disp::prio_one_thread::strictly_ordered;  // so the settings need no lock
  env.introduce_coop(one_thread::make_dispatcher(env).binder(), [](so_5::coop_t& coop) {
    auto& shared = *coop.take_under_control(std::make_unique<settings>());
    coop.make_agent<control>(shared);
    coop.make_agent<renderer>(shared);
  });
}
