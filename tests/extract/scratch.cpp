#include "tests/extract/scratch.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace fs = std::filesystem;

namespace dramaturg::test {

Scratch::Scratch() : before_(fs::current_path()) {
  std::string name = (fs::temp_directory_path() / "dramaturg-test-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for the test: " + name);
  path_ = name;
  fs::current_path(path_);
}

Scratch::~Scratch() {
  fs::current_path(before_);
  fs::remove_all(path_);
}

void Scratch::write(std::string_view file, std::string_view text, bool executable) const {
  const fs::path target = path_ / file;
  fs::create_directories(target.parent_path());
  std::ofstream(target) << text;
  if (executable) fs::permissions(target, fs::perms::owner_all);
}

std::vector<std::string> Scratch::files() const {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(path_))
    if (!entry.is_directory()) found.push_back(fs::relative(entry.path(), path_).string());
  std::sort(found.begin(), found.end());
  return found;
}

Job Scratch::job(const std::vector<std::string>& options, std::string_view compiler, std::string_view source) const {
  Job job;
  job.directory = job.root = path_.string();
  job.file = source;
  job.arguments = {std::string(compiler)};
  job.arguments.insert(job.arguments.end(), options.begin(), options.end());
  job.arguments.insert(job.arguments.end(), {"-c", std::string(source)});
  return job;
}

}  // namespace dramaturg::test
