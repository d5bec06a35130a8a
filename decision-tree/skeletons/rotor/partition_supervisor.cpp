// N equal actors. The sender picks one by the hash of the key.
#include <rotor.hpp>
#include <rotor/thread.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace r = rotor;
namespace rth = rotor::thread;
struct take_t {
  std::string article;
  int pieces;
};

struct stock_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;
};

struct stocks_t : rth::supervisor_thread_t {
  using rth::supervisor_thread_t::supervisor_thread_t;

  void on_start() noexcept override {
    rth::supervisor_thread_t::on_start();
    for (std::size_t i = 0; i < parts; ++i) {
      auto part = create_actor<stock_t>().timeout(r::pt::seconds(1)).escalate_failure().finish();
      addresses.push_back(part->get_address());
    }
  }
  void take(const std::string& article, int pieces) {
    send<take_t>(addresses[std::hash<std::string>{}(article) % parts], take_t{article, pieces});
  }
  static constexpr std::size_t parts = 8;
  std::vector<r::address_ptr_t> addresses;
};
