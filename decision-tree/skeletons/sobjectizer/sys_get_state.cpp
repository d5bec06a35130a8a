// A handler that describes the state to a person. It answers with text, so that no feature is built on it.
#include <so_5/all.hpp>
#include <so_5_extra/sync/pub.hpp>

#include <string>

struct take {
  int pieces;
};
struct describe final : public so_5::signal_t {};
using ask_description = so_5::extra::sync::request_reply_t<describe, std::string>;

class stock final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override {
    so_subscribe_self()
        .event([this](so_5::mhood_t<take> cmd) { cmd->pieces <= pieces_ ? pieces_ -= cmd->pieces : ++refused_; })
        .event([this](ask_description::request_mhood_t cmd) {
          cmd->make_reply("pieces " + std::to_string(pieces_) + ", refused " + std::to_string(refused_));
        });
  }

 private:
  int pieces_ = 100;
  int refused_ = 0;
};
