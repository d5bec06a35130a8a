// An event queue has no limit. The sender keeps one: so many unanswered, and what is more is dropped and counted here.
#include <QObject>

class Archive : public QObject {
  Q_OBJECT

 public:
  void store(double value);  // emits stored() when it is done, also when it failed

 signals:
  void stored();
};

class Sensor : public QObject {
  Q_OBJECT

 public:
  explicit Sensor(Archive* archive) {
    connect(this, &Sensor::sample, archive, &Archive::store, Qt::QueuedConnection);
    connect(archive, &Archive::stored, this, [this] { --open_; }, Qt::QueuedConnection);
  }
  void onReading(double value) {
    if (open_ == kMost) {
      ++dropped_;
      return;
    }
    ++open_;
    emit sample(value);
  }
  int dropped() const { return dropped_; }  // a timer reports it

 signals:
  void sample(double value);

 private:
  static constexpr int kMost = 100;
  int open_ = 0;
  int dropped_ = 0;
};
