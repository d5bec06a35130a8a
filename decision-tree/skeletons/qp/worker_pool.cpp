// A fixed number of active objects of one class with low priorities. Who is free gets the next job; the rest waits in
// a queue of its own, and what does not fit there is refused.
#include "qpcpp.hpp"

#include <array>

enum Signals : QP::QSignal { JOB_SIG = QP::Q_USER_SIG, WORK_SIG, DONE_SIG };
constexpr unsigned kWorkers = 3;
extern std::array<QP::QActive*, kWorkers> const AO_Worker;

class JobEvt : public QP::QEvt {
 public:
  explicit JobEvt(QP::QSignal sig) : QEvt(sig) {}
  unsigned worker{0};
};

class Pool : public QP::QActive {
 public:
  Pool() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(active);
  std::array<bool, kWorkers> m_busy{};
  QP::QEQueue m_waiting;
  QP::QEvtPtr m_waitingSto[16];
  unsigned m_refused{0};
};
Q_STATE_DEF(Pool, initial) {
  Q_UNUSED_PAR(e);
  m_waiting.init(m_waitingSto, Q_DIM(m_waitingSto));
  return tran(&active);
}
Q_STATE_DEF(Pool, active) {
  switch (e->sig) {
    case JOB_SIG: {
      unsigned free = 0;
      while (free < kWorkers && m_busy[free]) ++free;
      if (free == kWorkers) {
        if (!defer(&m_waiting, e)) ++m_refused;
        return Q_RET_HANDLED;
      }
      m_busy[free] = true;
      auto* work = Q_NEW(JobEvt, WORK_SIG);
      work->worker = free;
      AO_Worker[free]->POST(work, this);
      return Q_RET_HANDLED;
    }
    case DONE_SIG:
      m_busy[Q_EVT_CAST(JobEvt)->worker] = false;
      static_cast<void>(recall(&m_waiting));
      return Q_RET_HANDLED;
    default: return super(&top);
  }
}
