// A handler is noexcept, so what nobody expects ends the program; so does an error nobody handles. The process manager
// starts it again and has the limit: Restart=on-failure, StartLimitIntervalSec=60, StartLimitBurst=5.
#include <rotor.hpp>
#include <rotor/thread.hpp>

namespace r = rotor;
namespace rth = rotor::thread;

struct service_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
};

int main() {
  rth::system_context_thread_t context;  // its on_error calls std::terminate
  auto supervisor = context.create_supervisor<rth::supervisor_thread_t>().timeout(r::pt::seconds(5)).finish();
  supervisor->create_actor<service_t>().timeout(r::pt::seconds(5)).escalate_failure().finish();
  context.run();
  return 1;  // the service is gone, so the manager should start it again
}
