#include "report/sources.h"

namespace dramaturg {

const Sources::File& Sources::file(std::string_view path) {
  const auto known = files_.find(path);
  if (known != files_.end()) return known->second;
  File& file = files_[std::string(path)];
  file.text = (read_ ? read_(path) : std::nullopt).value_or("");
  if (file.text.empty()) return file;
  if (file.text.back() != '\n') file.text += '\n';
  for (std::size_t at = 0; at != std::string::npos && at < file.text.size(); at = file.text.find('\n', at) + 1)
    file.starts.push_back(at);
  file.starts.push_back(file.text.size());
  return file;
}

std::optional<std::string_view> Sources::line(std::string_view path, std::uint32_t number) {
  const File& source = file(path);
  if (number == 0 || number >= source.starts.size()) return std::nullopt;
  const std::size_t start = source.starts[number - 1];
  std::string_view text = std::string_view(source.text).substr(start, source.starts[number] - start - 1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

}  // namespace dramaturg
