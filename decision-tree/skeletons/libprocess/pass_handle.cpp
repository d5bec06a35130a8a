// Who needs another process gets its PID in the constructor.
#include <process/dispatch.hpp>
#include <process/process.hpp>

class JournalProcess : public process::Process<JournalProcess>
{
public:
  JournalProcess() : ProcessBase("journal") {}
  void enter(long amount) { sum += amount; }

private:
  long sum = 0;
};

class TillProcess : public process::Process<TillProcess>
{
public:
  explicit TillProcess(const process::PID<JournalProcess>& _journal)
    : ProcessBase("till"), journal(_journal) {}
  void pay(long amount) { process::dispatch(journal, &JournalProcess::enter, amount); }

private:
  const process::PID<JournalProcess> journal;
};

void openShop()
{
  const process::PID<JournalProcess> journal = process::spawn(new JournalProcess(), true);
  process::spawn(new TillProcess(journal), true);
}
