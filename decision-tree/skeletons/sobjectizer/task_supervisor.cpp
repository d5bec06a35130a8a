// SObjectizer has no task supervisor: an agent starts each job as a cooperation, knows a maximum, and hears of its end.
#include <so_5/all.hpp>

#include <cstddef>
#include <iostream>
#include <string>

class import_job final : public so_5::agent_t {
 public:
  import_job(context_t ctx, std::string path) : so_5::agent_t(std::move(ctx)), path_(std::move(path)) {}
  void so_evt_start() override;  // does the work and ends with so_deregister_agent_coop_normally()

 private:
  std::string path_;
};

struct start_import {
  std::string path;
};

class imports final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override { so_subscribe_self().event(&imports::on_start).event(&imports::on_end); }

 private:
  void on_start(so_5::mhood_t<start_import> cmd) {
    if (running_ == most) return refuse(cmd->path);
    ++running_;
    // The job blocks, so it gets a thread of its own. It ends with this agent, since it is a child.
    so_5::introduce_child_coop(*this, threads_.binder(), [&](so_5::coop_t& coop) {
      coop.make_agent<import_job>(cmd->path);
      coop.set_exception_reaction(so_5::deregister_coop_on_exception);
      coop.add_dereg_notificator(so_5::make_coop_dereg_notificator(so_direct_mbox()));
    });
  }
  void on_end(so_5::mhood_t<so_5::msg_coop_deregistered> end) {
    --running_;
    if (end->m_reason.reason() != so_5::dereg_reason::normal) std::cerr << "import failed\n";
  }
  void refuse(const std::string& path);

  static constexpr std::size_t most = 8;
  so_5::disp::active_obj::dispatcher_handle_t threads_ = so_5::disp::active_obj::make_dispatcher(so_environment());
  std::size_t running_ = 0;
};
