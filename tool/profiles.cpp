#include "tool/profiles.h"

#include "tool/exit_code.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Program.h>

namespace dramaturg {
namespace {

/// A file for the output of a program, gone in the end.
class Captured {
 public:
  Captured() {
    if (llvm::sys::fs::createTemporaryFile("dramaturg", "txt", path_))
      throw Failure(ExitCode::internal, "no temporary file can be made; is the disk full?");
    remover_.setFile(path_, /*deleteIt=*/true);
  }
  llvm::StringRef path() const { return path_; }
  std::string text() const {
    auto buffer = llvm::MemoryBuffer::getFile(path_);
    return buffer ? (*buffer)->getBuffer().rtrim().str() : std::string();
  }

 private:
  llvm::SmallString<128> path_;
  llvm::FileRemover remover_;
};

ProfileListing listing(const llvm::json::Object& object) {
  ProfileListing one;
  one.library = object.getString("library").value_or("").str();
  one.title = object.getString("title").value_or("").str();
  if (const auto* entries = object.getArray("entries"))
    for (const auto& value : *entries)
      if (const auto* entry = value.getAsObject())
        one.entries.push_back(
            {entry->getString("section").value_or("").str(), entry->getString("entry").value_or("").str()});
  return one;
}

}  // namespace

std::vector<ProfileListing> listProfiles(const std::string& worker, const std::vector<std::string>& files) {
  std::vector<llvm::StringRef> arguments{worker, "--profiles"};
  arguments.insert(arguments.end(), files.begin(), files.end());
  const Captured out, err;
  std::string error;
  const int status =
      llvm::sys::ExecuteAndWait(worker, arguments, std::nullopt, {llvm::StringRef(), out.path(), err.path()},
                                /*SecondsToWait=*/30, /*MemoryLimit=*/0, &error);
  if (status != 0) throw usageError(error.empty() ? err.text() : worker + ": " + error);
  auto value = llvm::json::parse(out.text());
  if (!value) throw Failure(ExitCode::internal, "the worker's list of profiles: " + llvm::toString(value.takeError()));
  std::vector<ProfileListing> listings;
  if (const auto* array = value->getAsArray())
    for (const auto& element : *array)
      if (const auto* object = element.getAsObject()) listings.push_back(listing(*object));
  return listings;
}

}  // namespace dramaturg
