#include "extract/extract.h"

#include "extract/command.h"
#include "extract/parse.h"
#include "extract/profile.h"

#include "llvm/Support/VirtualFileSystem.h"

#include <memory>
#include <utility>

namespace dramaturg {
namespace {

Outcome failed(std::string why) {
  Outcome outcome;
  outcome.error = std::move(why);
  return outcome;
}

}  // namespace

Outcome extractUnit(const Job& job, const std::string& resourceDir, bool last) {
  std::string error;
  const std::vector<Profile>* profiles = profilesFor(job.profiles, error);
  if (!profiles) return failed(error);
  const Parse::Files files = llvm::vfs::createPhysicalFileSystem();
  PreparedCommand command = prepareCommand(job, resourceDir, files);
  if (!command.invocation) return failed(command.error);
  auto parse = std::make_unique<Parse>(std::move(command), files, job, *profiles);
  if (last) parse->keepEverything();
  parse->run();
  Outcome outcome = parse->outcome();
  if (last) (void)parse.release();
  return outcome;
}

}  // namespace dramaturg
