#include "tool/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace dramaturg {

FileLock::FileLock(const std::string& path, Kind kind) {
  if (!path.empty()) descriptor_ = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
  if (descriptor_ >= 0) ::flock(descriptor_, kind == Kind::shared ? LOCK_SH : LOCK_EX);
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool FileLock::becomeExclusive() { return descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0; }

}  // namespace dramaturg
