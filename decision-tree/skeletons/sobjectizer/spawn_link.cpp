// A child cooperation ends with its parent. The other way round the parent must be told, and decides to end too.
#include <so_5/all.hpp>

class upload final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_evt_start() override;
};

class session final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;

  void so_define_agent() override { so_subscribe_self().event(&session::on_child_end); }
  void so_evt_start() override {
    so_5::introduce_child_coop(*this, [this](so_5::coop_t& coop) {
      coop.make_agent<upload>();
      coop.set_exception_reaction(so_5::deregister_coop_on_exception);
      coop.add_dereg_notificator(so_5::make_coop_dereg_notificator(so_direct_mbox()));
    });
  }

 private:
  void on_child_end(so_5::mhood_t<so_5::msg_coop_deregistered> end) {
    if (end->m_reason.reason() != so_5::dereg_reason::normal) so_deregister_agent_coop(end->m_reason.reason());
  }
};
