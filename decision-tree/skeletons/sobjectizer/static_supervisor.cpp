// Children that are known beforehand: child cooperations in order of dependence, which end before their parent.
#include <so_5/all.hpp>

class journal final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
};
class till final : public so_5::agent_t {
 public:
  till(context_t ctx, so_5::mbox_t journal) : so_5::agent_t(std::move(ctx)), journal_(std::move(journal)) {}

 private:
  so_5::mbox_t journal_;
};

class shop final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;

  void so_evt_start() override {
    so_5::mbox_t book;
    so_5::introduce_child_coop(*this, [&](so_5::coop_t& coop) { book = coop.make_agent<journal>()->so_direct_mbox(); });
    so_5::introduce_child_coop(*this, [&](so_5::coop_t& coop) { coop.make_agent<till>(book); });
  }
};
