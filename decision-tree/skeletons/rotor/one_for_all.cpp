// The group is a supervisor of its own whose children escalate: the first failure ends all, a spawner starts the group
// anew.
#include <rotor.hpp>
#include <rotor/thread.hpp>

namespace r = rotor;
namespace rth = rotor::thread;

struct reader_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
};
struct decoder_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
};

struct group_t : rth::supervisor_thread_t {
  using rth::supervisor_thread_t::supervisor_thread_t;
  void on_start() noexcept override {
    rth::supervisor_thread_t::on_start();
    create_actor<reader_t>().timeout(r::pt::seconds(1)).escalate_failure().finish();
    create_actor<decoder_t>().timeout(r::pt::seconds(1)).escalate_failure().finish();
  }
};

struct parent_t : rth::supervisor_thread_t {
  using rth::supervisor_thread_t::supervisor_thread_t;
  void on_start() noexcept override {
    rth::supervisor_thread_t::on_start();
    auto make = [](r::supervisor_t& supervisor, const r::address_ptr_t& spawner) -> r::actor_ptr_t {
      return supervisor.create_actor<group_t>().timeout(r::pt::seconds(5)).spawner_address(spawner).finish();
    };
    spawn(make)
        .restart_policy(r::restart_policy_t::fail_only)
        .restart_period(r::pt::seconds(1))
        .max_attempts(3)
        .escalate_failure()
        .spawn();
  }
};
