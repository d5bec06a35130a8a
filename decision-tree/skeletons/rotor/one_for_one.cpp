// A spawner is the supervisor: it starts the child anew after a failure, with a pause, and gives up upwards.
#include <rotor.hpp>
#include <rotor/thread.hpp>

namespace r = rotor;
namespace rth = rotor::thread;

struct importer_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
};

struct parent_t : rth::supervisor_thread_t {
  using rth::supervisor_thread_t::supervisor_thread_t;

  void on_start() noexcept override {
    rth::supervisor_thread_t::on_start();
    auto make = [](r::supervisor_t& supervisor, const r::address_ptr_t& spawner) -> r::actor_ptr_t {
      return supervisor.create_actor<importer_t>().timeout(r::pt::seconds(5)).spawner_address(spawner).finish();
    };
    spawn(make)
        .restart_policy(r::restart_policy_t::fail_only)  // the default starts anew after a normal end only
        .restart_period(r::pt::seconds(1))
        .max_attempts(5)  // in its whole life; 0, the default, never gives up
        .escalate_failure()
        .spawn();
  }
};
