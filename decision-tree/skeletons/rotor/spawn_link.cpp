// An abnormal end of the child shuts its supervisor down, with all its other children.
#include <rotor.hpp>
#include <rotor/thread.hpp>

namespace r = rotor;
namespace rth = rotor::thread;

struct upload_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
};

struct session_t : rth::supervisor_thread_t {
  using rth::supervisor_thread_t::supervisor_thread_t;

  void on_start() noexcept override {
    rth::supervisor_thread_t::on_start();
    create_actor<upload_t>().timeout(r::pt::seconds(5)).escalate_failure().finish();
  }
};
