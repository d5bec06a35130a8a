// What never changes is a constant event: no pool, no copy. What changes is filled once, posted, and then left alone.
#include "qpcpp.hpp"

#include <array>

enum Signals : QP::QSignal { SHOW_SIG = QP::Q_USER_SIG, CLEAR_SIG };
extern QP::QActive* const AO_Screen;
using Image = std::array<std::uint8_t, 1024>;

class ShowEvt : public QP::QEvt {
 public:
  explicit ShowEvt(QP::QSignal sig) : QEvt(sig) {}
  Image const* image{nullptr};  // a constant in flash
};

void clearScreen() {
  static QP::QEvt const clear{CLEAR_SIG};
  AO_Screen->POST(&clear, nullptr);
}
void showImage(Image const& image) {
  auto* show = Q_NEW(ShowEvt, SHOW_SIG);
  show->image = &image;
  AO_Screen->POST(show, nullptr);  // from here on it belongs to the framework
}
