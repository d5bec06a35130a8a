// Asked to stop, given some time, and then? A thread that is terminated leaves its locks held, so the program goes.
#include <QDebug>
#include <QThread>

#include <cstdlib>

class Service {
 public:
  ~Service() {
    thread_.requestInterruption();  // its long loops look at isInterruptionRequested()
    thread_.quit();                 // its event loop ends after the current slot
    if (thread_.wait(5000)) return;
    qCritical("the service does not stop");
    std::quick_exit(EXIT_FAILURE);
  }

 private:
  QThread thread_;
};
