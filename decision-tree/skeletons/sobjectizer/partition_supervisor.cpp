// N equal agents on a pool, each with a queue of its own. The sender picks one by the hash of the key.
#include <so_5/all.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

struct take {
  std::string article;
  int pieces;
};

class stock final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override { so_subscribe_self().event(&stock::on_take); }

 private:
  void on_take(so_5::mhood_t<take> cmd);
};

std::vector<so_5::mbox_t> start_stocks(so_5::environment_t& env, std::size_t parts) {
  std::vector<so_5::mbox_t> mboxes;
  const auto params = so_5::disp::thread_pool::bind_params_t{}.fifo(so_5::disp::thread_pool::fifo_t::individual);
  env.introduce_coop(so_5::disp::thread_pool::make_dispatcher(env, parts).binder(params), [&](so_5::coop_t& coop) {
    for (std::size_t i = 0; i < parts; ++i) mboxes.push_back(coop.make_agent<stock>()->so_direct_mbox());
  });
  return mboxes;
}

void take_from(const std::vector<so_5::mbox_t>& stocks, const std::string& article, int pieces) {
  so_5::send<take>(stocks[std::hash<std::string>{}(article) % stocks.size()], article, pieces);
}
