// Qt measures nothing itself: the sender's time travels along, and what was measured goes to the metrics.
#include <QElapsedTimer>
#include <QObject>

void draw(int frame);
/// The metrics client that the program has.
void record(const char* name, qint64 nanoseconds);

class Renderer : public QObject {
  Q_OBJECT

 public:
  void onFrame(int number, const QElapsedTimer& sent) {
    record("renderer.waited", sent.nsecsElapsed());
    QElapsedTimer work;
    work.start();
    draw(number);
    record("renderer.worked", work.nsecsElapsed());
  }
};

void sendFrame(Renderer* renderer, int number) {
  QElapsedTimer sent;
  sent.start();
  QMetaObject::invokeMethod(renderer, [=] { renderer->onFrame(number, sent); }, Qt::QueuedConnection);
}
