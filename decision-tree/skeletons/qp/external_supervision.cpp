// A failed assertion ends the system: bring the outputs into a safe state and reset. A watchdog does the same for
// silence.
#include "qpcpp.hpp"

extern "C" void switchOutputsOff();
extern "C" [[noreturn]] void resetBoard();
extern "C" void kickWatchdog();
void noteForNextStart(char const* module, int id);  // in memory that a reset keeps

extern "C" [[noreturn]] void Q_onError(char const* const module, int const id) {
  switchOutputsOff();
  noteForNextStart(module, id);
  resetBoard();
}

enum Signals : QP::QSignal { ALIVE_SIG = QP::Q_USER_SIG };

/// Posted by a time event to the active object of the lowest priority: kicked only while everybody gets a turn.
class Guard : public QP::QActive {
 public:
  Guard() : QActive(Q_STATE_CAST(&initial)), m_tick(this, ALIVE_SIG, 0U) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(watching);
  QP::QTimeEvt m_tick;
};
Q_STATE_DEF(Guard, initial) {
  Q_UNUSED_PAR(e);
  m_tick.armX(10U, 10U);
  return tran(&watching);
}
Q_STATE_DEF(Guard, watching) {
  if (e->sig != ALIVE_SIG) return super(&top);
  kickWatchdog();
  return Q_RET_HANDLED;
}
