// N agents with a thread each behind one mbox, with a limit of what is under way. Which kind of job, each decides
// itself.
#include <so_5/all.hpp>
#include <so_5_extra/mboxes/round_robin.hpp>

#include <cstddef>
#include <string>

struct shrink {
  std::string file;
};
struct rotate {
  std::string file;
};
void work(const shrink& job);
void work(const rotate& job);

class worker final : public so_5::agent_t {
 public:
  worker(context_t ctx, so_5::mbox_t jobs)
      : so_5::agent_t(ctx + limit_then_drop<shrink>(10) + limit_then_drop<rotate>(10)), jobs_(std::move(jobs)) {}

  void so_define_agent() override {
    so_subscribe(jobs_).event([](so_5::mhood_t<shrink> job) { work(*job); }).event([](so_5::mhood_t<rotate> job) {
      work(*job);
    });
  }

 private:
  so_5::mbox_t jobs_;
};

so_5::mbox_t start_pool(so_5::environment_t& env, std::size_t size) {
  const auto jobs = so_5::extra::mboxes::round_robin::make_mbox<>(env);
  env.introduce_coop(so_5::disp::active_obj::make_dispatcher(env).binder(), [&](so_5::coop_t& coop) {
    for (std::size_t i = 0; i < size; ++i) coop.make_agent<worker>(jobs);
  });
  return jobs;
}
