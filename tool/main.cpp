#include "tool/cli.h"
#include "tool/memory.h"

#include <csignal>

int main(int argc, char** argv) {
  dramaturg::preferLargePages();
  // A reader that goes away (`dramaturg | head`) ends the printing, not the process.
  std::signal(SIGPIPE, SIG_IGN);
  dramaturg::SystemHost host;
  return static_cast<int>(dramaturg::runCommandLine(host, {argv + 1, argv + argc}));
}
