// rotor has no bounded fan-out: N workers, each of which gets its next element when it has answered the last one.
#include <rotor.hpp>

#include <string>
#include <vector>

namespace r = rotor;
struct size_t_answer {
  long bytes;
};
struct measure_t {
  using response_t = size_t_answer;
  std::string file;
};
using answer_t = r::request_traits_t<measure_t>::response::message_t;

struct survey_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void configure(r::plugin::plugin_base_t& plugin) noexcept override {
    r::actor_base_t::configure(plugin);
    plugin.with_casted<r::plugin::starter_plugin_t>([](auto& p) { p.subscribe_actor(&survey_t::on_answer); });
  }
  void on_start() noexcept override {
    r::actor_base_t::on_start();
    for (const r::address_ptr_t& worker : workers) feed(worker);
  }
  void feed(const r::address_ptr_t& worker) noexcept {
    if (files.empty()) return;
    request<measure_t>(worker, measure_t{files.back()}).send(r::pt::seconds(30));
    files.pop_back();
    ++open;
  }
  void on_answer(answer_t& message) noexcept {
    message.payload.ee ? void(++failed) : void(sum += message.payload.res.bytes);
    --open;
    feed(message.payload.req->address);  // the worker that has become free
    if (open == 0) do_shutdown();
  }
  std::vector<r::address_ptr_t> workers;  // each below a supervisor with a thread of its own
  std::vector<std::string> files;
  long sum = 0;
  int failed = 0;
  int open = 0;
};
