// What nobody expects ends the program, and the process manager starts it again. Qt's own event loop must not swallow
// it. The unit file has the limit: Restart=on-failure, StartLimitIntervalSec=60, StartLimitBurst=5.
#include <QCoreApplication>
#include <QDebug>
#include <QTimer>

#include <exception>

class Service : public QObject {
  Q_OBJECT

 public:
  void start();  // throws what is not expected
};

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  Service service;
  QTimer::singleShot(0, &service, [&service]() noexcept { service.start(); });  // noexcept: ends in std::terminate
  return app.exec();
}
