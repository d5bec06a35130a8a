// A multi-consumer mbox is a topic. Subscriptions end with the agent that has them.
#include <so_5/all.hpp>

#include <string>

struct news {
  std::string text;
};

class reader final : public so_5::agent_t {
 public:
  reader(context_t ctx, so_5::mbox_t topic) : so_5::agent_t(std::move(ctx)), topic_(std::move(topic)) {}
  void so_define_agent() override { so_subscribe(topic_).event(&reader::on_news); }

 private:
  void on_news(so_5::mhood_t<news> message);
  so_5::mbox_t topic_;
};

void start(so_5::environment_t& env) {
  const so_5::mbox_t topic = env.create_mbox();
  env.introduce_coop([&](so_5::coop_t& coop) {
    coop.make_agent<reader>(topic);
    coop.make_agent<reader>(topic);
  });
  so_5::send<news>(topic, "rain");
}
