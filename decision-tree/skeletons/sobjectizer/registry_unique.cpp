// A named mbox keeps no owner and never says that nobody is there. Keys with owners live in an agent that hears of
// ends.
#include <so_5/all.hpp>
#include <so_5_extra/sync/pub.hpp>

#include <map>
#include <optional>
#include <string>

struct enter {
  std::string user;
  so_5::mbox_t session;
};
struct leave {
  std::string user;
};
struct find {
  std::string user;
};
using ask_session = so_5::extra::sync::request_reply_t<find, std::optional<so_5::mbox_t>>;

class sessions final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;

  void so_define_agent() override {
    so_subscribe_self()
        .event([this](so_5::mhood_t<enter> cmd) { by_user_.try_emplace(cmd->user, cmd->session); })
        .event([this](so_5::mhood_t<leave> cmd) { by_user_.erase(cmd->user); })
        .event([this](ask_session::request_mhood_t cmd) {
          const auto found = by_user_.find(cmd->request().user);
          cmd->make_reply(found == by_user_.end() ? std::nullopt : std::optional(found->second));
        });
  }

 private:
  std::map<std::string, so_5::mbox_t> by_user_;
};

/// The notificator runs on each kind of end, also when the session has failed.
void start_session(so_5::coop_t& coop, std::string user, const so_5::mbox_t& sessions, const so_5::mbox_t& session) {
  so_5::send<enter>(sessions, user, session);
  coop.add_dereg_notificator(
      [sessions, user](so_5::environment_t&, const so_5::coop_handle_t&, const so_5::coop_dereg_reason_t&) noexcept {
        so_5::send<leave>(sessions, user);
      });
}
