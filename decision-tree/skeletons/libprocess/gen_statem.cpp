// One enumeration, and each method says what it does in which phase. A number tells a late time-out from the
// present one.
#include <process/delay.hpp>
#include <process/process.hpp>

#include <string>

void write(const std::string& text);

class LinkProcess : public process::Process<LinkProcess>
{
public:
  LinkProcess() : ProcessBase("link") {}

  void connected()
  {
    if (phase != CONNECTING) {
      return;
    }
    phase = READY;
    ++attempt;
    write(waiting);
    waiting.clear();
  }
  void lost()
  {
    if (phase == READY) {
      connect();
    }
  }
  void text(const std::string& line)
  {
    if (phase == READY) {
      write(line);
    } else {
      waiting += line;
    }
  }

protected:
  void initialize() override { connect(); }

private:
  enum Phase { CONNECTING, READY };
  void connect()
  {
    phase = CONNECTING;
    process::delay(Seconds(10), self(), &LinkProcess::expired, ++attempt);
  }
  void expired(int of)
  {
    if (of == attempt) {
      process::terminate(self());
    }
  }
  Phase phase = CONNECTING;
  int attempt = 0;
  std::string waiting;
};
