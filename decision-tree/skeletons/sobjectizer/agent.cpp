// One value behind "get" and "set". Where nobody needs a message, a std::atomic of a shared constant does without an
// agent.
#include <so_5/all.hpp>
#include <so_5_extra/sync/pub.hpp>

#include <string>

struct get_motto final : public so_5::signal_t {};
struct set_motto {
  std::string value;
};
using ask_motto = so_5::extra::sync::request_reply_t<get_motto, std::string>;

class motto final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;

  void so_define_agent() override {
    so_subscribe_self()
        .event([this](ask_motto::request_mhood_t cmd) { cmd->make_reply(value_); })
        .event([this](so_5::mhood_t<set_motto> cmd) { value_ = cmd->value; });
  }

 private:
  std::string value_;
};
