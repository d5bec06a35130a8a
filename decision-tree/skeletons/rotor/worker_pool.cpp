// One supervisor is one thread, so N workers that block are under N supervisors. A full queue is answered with an
// error.
#include <rotor.hpp>

#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace r = rotor;
struct done_t {};
struct job_t {
  using response_t = done_t;
  std::string file;
};
using job_message_t = r::request_traits_t<job_t>::request::message_t;

struct pool_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) {
      p.subscribe_actor(&pool_t::on_job);
      p.subscribe_actor(&pool_t::on_done);
    });
  }
  void on_job(job_message_t& message) noexcept {
    if (queue.size() == most)
      return reply_with_error(message, make_error(r::make_error_code(r::error_code_t::cancelled)));
    queue.push_back(message.payload.request_payload.file);
    reply_to(message);
    feed();
  }
  void on_done(r::request_traits_t<job_t>::response::message_t& message) noexcept {
    if (message.payload.ee) ++failed;
    idle.push_back(message.payload.req->address);
    feed();
  }
  void feed() noexcept {
    if (idle.empty() || queue.empty()) return;
    request<job_t>(idle.back(), job_t{std::move(queue.front())}).send(r::pt::minutes(1));
    idle.pop_back();
    queue.pop_front();
  }
  static constexpr std::size_t most = 100;
  std::vector<r::address_ptr_t> idle;  // given by whoever starts the workers
  std::deque<std::string> queue;
  int failed = 0;
};
