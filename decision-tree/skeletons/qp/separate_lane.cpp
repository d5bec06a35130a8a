// Control goes to the front of the queue, and data leaves it places by a margin. More urgent still: an object of
// higher priority.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { RELOAD_SIG = QP::Q_USER_SIG, FRAME_SIG };
extern QP::QActive* const AO_Renderer;
class FrameEvt : public QP::QEvt {
 public:
  explicit FrameEvt(QP::QSignal sig) : QEvt(sig) {}
  std::uint16_t number{0};
};

class Source : public QP::QActive {
 public:
  Source() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(active);
  unsigned m_dropped{0};
};
Q_STATE_DEF(Source, initial) {
  Q_UNUSED_PAR(e);
  return tran(&active);
}
Q_STATE_DEF(Source, active) {
  static QP::QEvt const reload{RELOAD_SIG};
  switch (e->sig) {
    case RELOAD_SIG: AO_Renderer->postLIFO(&reload); return Q_RET_HANDLED;
    case FRAME_SIG: {
      auto* frame = Q_NEW_X(FrameEvt, 2U, FRAME_SIG);
      if (frame == nullptr || !AO_Renderer->POST_X(frame, 2U, this)) ++m_dropped;
      return Q_RET_HANDLED;
    }
    default: return super(&top);
  }
}
