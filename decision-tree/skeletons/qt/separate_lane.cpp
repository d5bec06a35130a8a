// A posted event with a priority is handled before all that wait with a lower one; queued signals have none.
#include <QCoreApplication>
#include <QEvent>
#include <QObject>

const QEvent::Type kReload = static_cast<QEvent::Type>(QEvent::registerEventType());
const QEvent::Type kFrame = static_cast<QEvent::Type>(QEvent::registerEventType());

struct FrameEvent : QEvent {
  explicit FrameEvent(int n) : QEvent(kFrame), number(n) {}
  int number;
};

class Renderer : public QObject {
  Q_OBJECT

 protected:
  void customEvent(QEvent* event) override {
    if (event->type() == kReload) reload();
    if (event->type() == kFrame) draw(static_cast<FrameEvent*>(event)->number);
  }

 private:
  void reload();
  void draw(int number);
};

void frame(Renderer* to, int number) { QCoreApplication::postEvent(to, new FrameEvent(number), Qt::LowEventPriority); }
void settingsChanged(Renderer* to) { QCoreApplication::postEvent(to, new QEvent(kReload), Qt::HighEventPriority); }
