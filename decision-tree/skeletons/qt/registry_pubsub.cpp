// A signal is a topic. Connections end with either side, and a receiver on another thread has a queue of its own.
#include <QObject>
#include <QString>

class Weather : public QObject {
  Q_OBJECT

 signals:
  void news(const QString& text);
};

class Reader : public QObject {
  Q_OBJECT

 public:
  void onNews(const QString& text);
};

void join(Weather* weather, Reader* reader) {
  QObject::connect(weather, &Weather::news, reader, &Reader::onNews);  // queued where the threads differ
}
void publish(Weather* weather, const QString& text) { emit weather->news(text); }
