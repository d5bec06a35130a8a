// A named mbox belongs to nobody: whoever asks for the name gets the same one, and a new agent subscribes to it again.
#include <so_5/all.hpp>

#include <string>

constexpr const char* printer_name = "printer";
struct print {
  std::string text;
};

class printer final : public so_5::agent_t {
 public:
  using so_5::agent_t::agent_t;
  void so_define_agent() override {
    so_subscribe(so_environment().create_mbox(printer_name)).event(&printer::on_print);
  }

 private:
  void on_print(so_5::mhood_t<print> cmd);
};

void print_page(so_5::environment_t& env, const std::string& text) {
  so_5::send<print>(env.create_mbox(printer_name), text);
}
