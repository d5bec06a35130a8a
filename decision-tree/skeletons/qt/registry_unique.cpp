// Qt has no registry: a table from key to object that takes an entry out when its object is destroyed.
#include <QHash>
#include <QObject>
#include <QString>

class Session : public QObject {
  Q_OBJECT
};

/// On one thread; sessions live there too.
class Sessions : public QObject {
  Q_OBJECT

 public:
  /// False: the name belongs to a session that lives.
  [[nodiscard]] bool enter(const QString& user, Session* session) {
    if (byUser_.contains(user)) return false;
    byUser_.insert(user, session);
    connect(session, &QObject::destroyed, this, [this, user] { byUser_.remove(user); });
    return true;
  }
  Session* find(const QString& user) const { return byUser_.value(user); }

 private:
  QHash<QString, Session*> byUser_;
};
