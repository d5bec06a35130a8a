#include "tool/configuration.h"

#include "tool/exit_code.h"
#include "tool/nearest.h"
#include "tool/paths.h"

#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLTraits.h>

#include <regex>
#include <utility>

namespace {

constexpr const char* kFileName = ".dramaturg.yaml";
constexpr const char* kLibraries = "libraries";

}  // namespace

template <>
struct llvm::yaml::MappingTraits<dramaturg::Configuration> {
  static void mapping(IO& io, dramaturg::Configuration& configuration) {
    io.mapOptional(kLibraries, configuration.libraries);
  }
};

namespace dramaturg {
namespace {

/// LLVM names the key that it does not know, and we the one that is meant.
std::string withNearestKey(const std::string& messages) {
  std::smatch unknown;
  static const std::regex kUnknown("unknown key '([^']*)'");
  if (!std::regex_search(messages, unknown, kUnknown)) return messages;
  return std::string(unknown.prefix()) + unknown.str() + didYouMean(unknown.str(1), {kLibraries}) +
         std::string(unknown.suffix());
}

void keep(const llvm::SMDiagnostic& diagnostic, void* messages) {
  llvm::raw_string_ostream stream(*static_cast<std::string*>(messages));
  diagnostic.print(nullptr, stream, /*ShowColors=*/false);
}

}  // namespace

Configuration readConfiguration(const Host& host, const std::string& root) {
  Configuration configuration;
  const std::string path = absolutePath(kFileName, root);
  const auto text = host.read(path);
  if (!text || text->find_first_not_of(" \t\r\n") == std::string::npos) return configuration;
  std::string messages;
  llvm::yaml::Input input(llvm::MemoryBufferRef(*text, path), nullptr, keep, &messages);
  input >> configuration;
  if (input.error()) throw usageError("the project's settings are not valid:\n" + withNearestKey(messages));
  for (std::string& library : configuration.libraries) {
    const std::string given = std::exchange(library, absolutePath(library, root));
    const auto status = host.status(library);
    if (!status || status->directory)
      throw usageError("`" + path + "` names the library profile `" + given + "`, which is no file");
  }
  return configuration;
}

}  // namespace dramaturg
