// Parts that are known beforehand are members in order of dependence: constructed first to last, stopped last to first.
#include <QObject>
#include <QThread>

/// A thread that ends with its owner.
class OwnedThread : public QThread {
 public:
  OwnedThread() { start(); }
  ~OwnedThread() override {
    quit();
    wait();
  }
};

class Journal : public QObject {
  Q_OBJECT
};
class Till : public QObject {
  Q_OBJECT

 public:
  explicit Till(Journal* journal);
};

class Shop {
 public:
  Shop() {
    place(journal_, journalThread_);
    place(till_, tillThread_);
  }

 private:
  static void place(QObject* part, QThread& thread) {
    part->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, part, &QObject::deleteLater);
  }
  Journal* const journal_ = new Journal;
  Till* const till_ = new Till(journal_);
  OwnedThread journalThread_;
  OwnedThread tillThread_;  // last in, first out
};
