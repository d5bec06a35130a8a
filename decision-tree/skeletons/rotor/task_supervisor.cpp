// A supervisor of its own for jobs: each runs once, its end is heard of, and what is left ends with the supervisor.
#include <rotor.hpp>
#include <rotor/thread.hpp>

#include <cstddef>
#include <iostream>

namespace r = rotor;
namespace rth = rotor::thread;
struct start_import_t {};

struct import_job_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
  void on_start() noexcept override;  // does its work and ends with do_shutdown()
};

struct imports_t : rth::supervisor_thread_t {
  using rth::supervisor_thread_t::supervisor_thread_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    rth::supervisor_thread_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&imports_t::on_start_import); });
  }
  void on_start_import(r::message_t<start_import_t>&) noexcept {
    if (running == most) return refuse();
    ++running;
    create_actor<import_job_t>().timeout(r::pt::seconds(5)).finish();
  }
  void on_child_shutdown(r::actor_base_t* job) noexcept override {
    rth::supervisor_thread_t::on_child_shutdown(job);
    --running;
    if (const auto& reason = job->get_shutdown_reason(); reason && reason->ec != r::shutdown_code_t::normal)
      std::cerr << "import ended: " << reason->message() << '\n';
  }
  void refuse() noexcept;

  static constexpr std::size_t most = 8;
  std::size_t running = 0;
};
