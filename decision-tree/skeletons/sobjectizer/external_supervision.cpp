// An exception that leaves a handler ends the program (the default), and the process manager starts it again.
#include <so_5/all.hpp>

class service final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_evt_start() override;
};

/// The unit file has the limit: Restart=on-failure, StartLimitIntervalSec=60, StartLimitBurst=5.
int main() {
  so_5::launch([](so_5::environment_t& env) { env.register_agent_as_coop(env.make_agent<service>()); },
               [](so_5::environment_params_t& params) {
                 params.exception_reaction(so_5::abort_on_exception);  // said aloud: this is the decision
               });
}
