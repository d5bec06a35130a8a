#include "extract/sandbox.h"

#include <fcntl.h>
#include <seccomp.h>

#include <cerrno>
#include <memory>

namespace dramaturg {
namespace {

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

bool refuse(const Filter& filter, int call) {
  return seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
}

/// Opening is fine for reading only: refused with any of the flags that say otherwise.
bool refuseWriting(const Filter& filter, int call, unsigned flagsArgument) {
  for (const unsigned flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC}) {
    const scmp_arg_cmp set{flagsArgument, SCMP_CMP_MASKED_EQ, flag, flag};
    if (seccomp_rule_add_array(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 1, &set) != 0) return false;
  }
  return true;
}

}  // namespace

bool enterSandbox() {
  const Filter filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
  if (!filter) return false;
  for (const int call :
       {SCMP_SYS(execve),        SCMP_SYS(execveat), SCMP_SYS(creat),     SCMP_SYS(openat2), SCMP_SYS(truncate),
        SCMP_SYS(mkdir),         SCMP_SYS(mkdirat),  SCMP_SYS(mknod),     SCMP_SYS(mknodat), SCMP_SYS(link),
        SCMP_SYS(linkat),        SCMP_SYS(symlink),  SCMP_SYS(symlinkat), SCMP_SYS(rename),  SCMP_SYS(renameat),
        SCMP_SYS(renameat2),     SCMP_SYS(unlink),   SCMP_SYS(unlinkat),  SCMP_SYS(rmdir),   SCMP_SYS(chmod),
        SCMP_SYS(fchmodat),      SCMP_SYS(chown),    SCMP_SYS(fchownat),  SCMP_SYS(connect), SCMP_SYS(bind),
        SCMP_SYS(io_uring_setup)})
    if (!refuse(filter, call)) return false;
  return refuseWriting(filter, SCMP_SYS(open), 1) && refuseWriting(filter, SCMP_SYS(openat), 2) &&
         seccomp_load(filter.get()) == 0;
}

}  // namespace dramaturg
