// Started and awaited in one scope. A failure comes out of get().
#include <future>
#include <string>

std::string readReport(const std::string& path);
std::string readTemplate();

std::string render(const std::string& path) {
  std::future<std::string> report = std::async(std::launch::async, readReport, path);
  const std::string frame = readTemplate();  // meanwhile
  return frame + report.get();
}
