// Each queue has a length. With a margin posting may fail: the sender counts what was dropped, and the rest keeps
// its place.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { READING_SIG = QP::Q_USER_SIG, SAMPLE_SIG };
extern QP::QActive* const AO_Archive;
constexpr std::uint_fast16_t kForControl = 4U;  // places that data leaves free

class SampleEvt : public QP::QEvt {
 public:
  explicit SampleEvt(QP::QSignal sig) : QEvt(sig) {}
  std::int32_t value{0};
};

class Sensor : public QP::QActive {
 public:
  Sensor() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(measuring);
  unsigned m_dropped{0};
};
Q_STATE_DEF(Sensor, initial) {
  Q_UNUSED_PAR(e);
  return tran(&measuring);
}
Q_STATE_DEF(Sensor, measuring) {
  if (e->sig != READING_SIG) return super(&top);
  auto* sample = Q_NEW_X(SampleEvt, kForControl, SAMPLE_SIG);
  if (sample == nullptr) {
    ++m_dropped;
    return Q_RET_HANDLED;
  }
  sample->value = Q_EVT_CAST(SampleEvt)->value;
  if (!AO_Archive->POST_X(sample, kForControl, this)) ++m_dropped;
  return Q_RET_HANDLED;
}
