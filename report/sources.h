// The lines of the project's files, each file read once per report.
#pragma once

#include "report/report.h"

#include <map>
#include <string>

namespace dramaturg {

class Sources {
 public:
  explicit Sources(const Report& report) : read_(report.source) {}

  /// A line, from 1, without its end; nothing if the file cannot be read or has fewer lines. Lives as long as this.
  std::optional<std::string_view> line(std::string_view path, std::uint32_t number);

 private:
  struct File {
    std::string text;
    std::vector<std::size_t> starts;  ///< where each line starts; one more for the end
  };
  const File& file(std::string_view path);

  std::function<std::optional<std::string>(std::string_view)> read_;
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace dramaturg
