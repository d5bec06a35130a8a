// A lost connection is expected: the next try waits twice as long. Constructing promises a manager only.
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

class Link : public QObject {
  Q_OBJECT

 public:
  explicit Link(QObject* parent = nullptr) : QObject(parent) {
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &Link::wanted);
    retry_.start(0ms);  // after the constructor
  }
  bool up() const { return up_; }  // callers get "not available" meanwhile

  void onConnected() {
    up_ = true;
    pause_ = 100ms;
  }
  void onLost() {  // also when a try has failed
    up_ = false;
    retry_.start(pause_);
    pause_ = std::min<std::chrono::milliseconds>(2 * pause_, 30s);
  }

 signals:
  void wanted();  // connected to the socket's owner, which answers with one of the two above

 private:
  QTimer retry_{this};
  std::chrono::milliseconds pause_ = 100ms;
  bool up_ = false;
};
