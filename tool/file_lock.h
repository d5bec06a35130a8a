// A lock between processes, on a file that exists for nothing else.
#pragma once

#include <string>

namespace dramaturg {

class FileLock {
 public:
  enum class Kind { shared, exclusive };

  /// Waits until it has the lock. Without a path, or where the file cannot be made, there is nothing to lock.
  FileLock(const std::string& path, Kind kind);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// Whether nobody else has a shared lock, which is then an exclusive one. When others have, it may be lost.
  bool becomeExclusive();

 private:
  int descriptor_ = -1;
};

}  // namespace dramaturg
