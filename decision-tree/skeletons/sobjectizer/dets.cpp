// An embedded store has one owner on a thread of its own, since writing blocks. It answers after the write.
#include <so_5/all.hpp>

#include <fstream>
#include <string>

struct put {
  std::string line;
  so_5::mbox_t answer_to;
};
struct put_done {
  bool ok;
};

class store final : public so_5::agent_t {
 public:
  store(context_t ctx, const std::string& path) : so_5::agent_t(std::move(ctx)), file_(path, std::ios::app) {}
  void so_define_agent() override {
    so_subscribe_self().event([this](so_5::mhood_t<put> cmd) {
      file_ << cmd->line << std::endl;
      so_5::send<put_done>(cmd->answer_to, bool{file_});
    });
  }

 private:
  std::ofstream file_;
};

so_5::mbox_t open_store(so_5::environment_t& env, const std::string& path) {
  auto agent = env.make_agent<store>(path);
  const so_5::mbox_t mbox = agent->so_direct_mbox();
  env.register_agent_as_coop(std::move(agent), so_5::disp::one_thread::make_dispatcher(env).binder());
  return mbox;
}
