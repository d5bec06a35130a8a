// Long work shows how far it is: one line that rewrites itself on a terminal, nothing when piped.
#pragma once

#include "tool/host.h"

#include <cstdint>
#include <string>

namespace dramaturg {

enum class ProgressMode : std::uint8_t {
  automatic,  ///< a line on a terminal, else none
  none,
  plain,  ///< a line of its own for every unit, for logs
};

class Progress {
 public:
  Progress(Host& host, ProgressMode mode, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// One more unit is done.
  void done(const std::string& unit);

 private:
  Host& host_;
  ProgressMode mode_;
  Terminal terminal_;
  std::size_t total_;
  std::size_t done_ = 0;
  double drawn_ = 0;
};

}  // namespace dramaturg
