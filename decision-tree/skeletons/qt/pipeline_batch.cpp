// Collected by number or by time before the expensive write, which answers for each element.
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <utility>

struct Row {
  quint64 id;
  double value;
};
/// Writes what can be written; tells the source of each row whether it was.
void writeAndAcknowledge(const QList<Row>& rows) noexcept;

/// On a thread of its own, since writing blocks.
class Batcher : public QObject {
  Q_OBJECT

 public:
  explicit Batcher(QObject* parent = nullptr) : QObject(parent) {
    late_.setSingleShot(true);
    connect(&late_, &QTimer::timeout, this, &Batcher::flush);
  }
  void add(const Row& row) {
    if (rows_.isEmpty()) late_.start(std::chrono::milliseconds(200));
    rows_.append(row);
    if (rows_.size() == kMost) flush();
  }

 private:
  void flush() {
    late_.stop();
    writeAndAcknowledge(std::exchange(rows_, {}));
  }
  static constexpr int kMost = 500;
  QTimer late_{this};  // a child, so it moves to the thread as well
  QList<Row> rows_;
};
