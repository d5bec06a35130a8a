// The front's part in a fork server's conversation, for tests.
#pragma once

#include "facts/job.h"

#include <sys/types.h>

#include <string>
#include <vector>

namespace dramaturg::test {

/// Serves a group in a process of its own for as long as it lives.
class GroupFront {
 public:
  explicit GroupFront(std::vector<Job> jobs);
  ~GroupFront();
  GroupFront(const GroupFront&) = delete;
  GroupFront& operator=(const GroupFront&) = delete;

  const GroupReady& ready() const { return ready_; }
  /// Has a worker forked for one unit of the group. Throws when it ends without an answer.
  Outcome ask(const Job& job);

 private:
  int socket_ = -1;
  pid_t server_ = -1;
  GroupReady ready_;
};

}  // namespace dramaturg::test
