// An answer that only says that it has happened. The next one goes out after it, so a slow receiver is felt.
#include <so_5/all.hpp>

#include <deque>
#include <string>

struct store_line {
  std::string line;
  so_5::mbox_t answer_to;
};
struct stored final : public so_5::signal_t {};

class loader final : public so_5::agent_t {
 public:
  loader(context_t ctx, so_5::mbox_t store, std::deque<std::string> lines)
      : so_5::agent_t(std::move(ctx)), store_(std::move(store)), lines_(std::move(lines)) {}

  void so_define_agent() override { so_subscribe_self().event(&loader::on_stored); }
  void so_evt_start() override { next(); }

 private:
  void on_stored(so_5::mhood_t<stored>) {
    lines_.pop_front();  // done, so it need not be sent again
    next();
  }
  void next() {
    if (lines_.empty()) return so_deregister_agent_coop_normally();
    so_5::send<store_line>(store_, lines_.front(), so_direct_mbox());
  }
  so_5::mbox_t store_;
  std::deque<std::string> lines_;
};
