// A long job does one part per step and reminds itself of the rest, behind what has come meanwhile.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { REBUILD_SIG = QP::Q_USER_SIG, PART_SIG };
constexpr unsigned kDocuments = 1000;
void indexDocument(unsigned document);

class Indexer : public QP::QActive {
 public:
  Indexer() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(idle);
  Q_STATE_DECL(indexing);
  unsigned m_next{0};
};
static QP::QEvt const part{PART_SIG};

Q_STATE_DEF(Indexer, initial) {
  Q_UNUSED_PAR(e);
  return tran(&idle);
}
Q_STATE_DEF(Indexer, idle) { return e->sig == REBUILD_SIG ? tran(&indexing) : super(&top); }
Q_STATE_DEF(Indexer, indexing) {
  switch (e->sig) {
    case Q_ENTRY_SIG:
      m_next = 0;
      POST(&part, this);
      return Q_RET_HANDLED;
    case PART_SIG:
      for (unsigned i = 0; i < 10 && m_next < kDocuments; ++i) indexDocument(m_next++);
      if (m_next < kDocuments) {
        POST(&part, this);
        return Q_RET_HANDLED;
      }
      return tran(&idle);
    case REBUILD_SIG: return tran(&indexing);
    default: return super(&top);
  }
}
