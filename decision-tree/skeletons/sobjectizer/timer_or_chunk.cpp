// A long job does one part per turn and sends itself the rest, behind what has come meanwhile. Each turn uses something
// up.
#include <so_5/all.hpp>

#include <vector>

struct rebuild {
  std::vector<int> documents;
};
void index(int document);

class indexer final : public so_5::agent_t {
  struct part final : public so_5::signal_t {};

 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override { so_subscribe_self().event(&indexer::on_rebuild).event(&indexer::on_part); }

 private:
  void on_rebuild(so_5::mhood_t<rebuild> cmd) {
    const bool idle = left_.empty();
    left_ = cmd->documents;
    if (idle) so_5::send<part>(*this);
  }
  void on_part(so_5::mhood_t<part>) {
    for (int i = 0; i < 100 && !left_.empty(); ++i) {
      index(left_.back());
      left_.pop_back();
    }
    if (!left_.empty()) so_5::send<part>(*this);
  }
  std::vector<int> left_;
};
