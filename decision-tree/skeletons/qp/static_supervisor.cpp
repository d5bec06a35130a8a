// All active objects are known: started in main, each with a priority, a queue, and its length.
#include "qpcpp.hpp"

class Journal : public QP::QActive {
 public:
  Journal() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
};
class Till : public QP::QActive {
 public:
  Till() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
};
Q_STATE_DEF(Journal, initial) {
  Q_UNUSED_PAR(e);
  return tran(&top);
}
Q_STATE_DEF(Till, initial) {
  Q_UNUSED_PAR(e);
  return tran(&top);
}

int main() {
  static Journal journal;
  static Till till;
  static QP::QEvtPtr journalQueue[20];
  static QP::QEvtPtr tillQueue[10];
  QP::QF::init();
  journal.start(Q_PRIO(2U, 0U), journalQueue, Q_DIM(journalQueue), nullptr, 0U);
  till.start(Q_PRIO(1U, 0U), tillQueue, Q_DIM(tillQueue), nullptr, 0U);
  return QP::QF::run();
}
