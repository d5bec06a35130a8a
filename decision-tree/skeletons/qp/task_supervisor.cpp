// QP starts nothing at run time: a job is an event to one of a fixed number of workers, and its end is an event back.
#include "qpcpp.hpp"

#include <array>

enum Signals : QP::QSignal { START_SIG = QP::Q_USER_SIG, JOB_SIG, DONE_SIG };
constexpr unsigned kWorkers = 2;
extern std::array<QP::QActive*, kWorkers> const AO_Worker;

class JobEvt : public QP::QEvt {
 public:
  explicit JobEvt(QP::QSignal sig) : QEvt(sig) {}
  unsigned worker{0};
  bool ok{false};
};

class Imports : public QP::QActive {
 public:
  Imports() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(active);
  std::array<bool, kWorkers> m_busy{};
  unsigned m_failed{0};
  unsigned m_refused{0};
};
Q_STATE_DEF(Imports, initial) {
  Q_UNUSED_PAR(e);
  return tran(&active);
}
Q_STATE_DEF(Imports, active) {
  switch (e->sig) {
    case START_SIG: {
      unsigned free = 0;
      while (free < kWorkers && m_busy[free]) ++free;
      if (free == kWorkers) {
        ++m_refused;
        return Q_RET_HANDLED;
      }
      m_busy[free] = true;
      auto* job = Q_NEW(JobEvt, JOB_SIG);
      job->worker = free;
      AO_Worker[free]->POST(job, this);
      return Q_RET_HANDLED;
    }
    case DONE_SIG:
      m_busy[Q_EVT_CAST(JobEvt)->worker] = false;
      if (!Q_EVT_CAST(JobEvt)->ok) ++m_failed;
      return Q_RET_HANDLED;
    default:
      return super(&top);
  }
}
