// A fixed number of active objects of one class with low priorities. Who is free gets the next piece; the rest waits in a queue.
#include "qpcpp.hpp"

#include <array>

enum Signals : QP::QSignal { JOB_SIG = QP::Q_USER_SIG, DONE_SIG };
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
  Q_STATE_DECL(free);
  Q_STATE_DECL(full);
  std::array<bool, kWorkers> m_busy{};
  unsigned m_open{0};
  unsigned m_refused{0};
  QP::QEQueue m_waiting;
  QP::QEvtPtr m_waitingSto[16];
};
Q_STATE_DEF(Pool, initial) {
  Q_UNUSED_PAR(e);
  m_waiting.init(m_waitingSto, Q_DIM(m_waitingSto));
  return tran(&free);
}
Q_STATE_DEF(Pool, free) {
  switch (e->sig) {
    case Q_ENTRY_SIG: static_cast<void>(recall(&m_waiting)); return Q_RET_HANDLED;
    case JOB_SIG: {
      unsigned worker = 0;
      while (m_busy[worker]) ++worker;
      m_busy[worker] = true;
      auto* job = Q_NEW(JobEvt, JOB_SIG);
      job->worker = worker;
      AO_Worker[worker]->POST(job, this);
      return ++m_open == kWorkers ? tran(&full) : Q_RET_HANDLED;
    }
    case DONE_SIG:
      m_busy[Q_EVT_CAST(JobEvt)->worker] = false;
      --m_open;
      return Q_RET_HANDLED;
    default: return super(&top);
  }
}
Q_STATE_DEF(Pool, full) {
  switch (e->sig) {
    case JOB_SIG:
      if (!defer(&m_waiting, e)) ++m_refused;
      return Q_RET_HANDLED;
    case DONE_SIG:
      m_busy[Q_EVT_CAST(JobEvt)->worker] = false;
      --m_open;
      return tran(&free);
    default: return super(&top);
  }
}
