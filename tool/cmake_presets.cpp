#include "tool/cmake_presets.h"

#include "tool/paths.h"

#include <llvm/Support/JSON.h>

#include <filesystem>
#include <map>

namespace dramaturg {
namespace {

struct Preset {
  std::string binaryFolder;
  std::vector<std::string> inherits;
  bool hidden = false;
};
using Presets = std::map<std::string, Preset>;

Preset readPreset(const llvm::json::Object& object) {
  Preset preset;
  preset.binaryFolder = object.getString("binaryDir").value_or("").str();
  preset.hidden = object.getBoolean("hidden").value_or(false);
  if (const auto one = object.getString("inherits")) preset.inherits.push_back(one->str());
  if (const auto* many = object.getArray("inherits"))
    for (const auto& name : *many) preset.inherits.push_back(name.getAsString().value_or("").str());
  return preset;
}

void readPresets(const std::string& text, Presets& presets) {
  auto file = llvm::json::parse(text);
  if (!file) return llvm::consumeError(file.takeError());
  const auto* object = file->getAsObject();
  const auto* list = object ? object->getArray("configurePresets") : nullptr;
  if (!list) return;
  for (const auto& entry : *list)
    if (const auto* preset = entry.getAsObject())
      presets[preset->getString("name").value_or("").str()] = readPreset(*preset);
}

/// The folder of a preset, its own or the first inherited one. `depth` ends circles.
std::string binaryFolder(const Presets& presets, const std::string& name, unsigned depth = 0) {
  const auto found = presets.find(name);
  if (found == presets.end() || depth > presets.size()) return {};
  if (!found->second.binaryFolder.empty()) return found->second.binaryFolder;
  for (const std::string& parent : found->second.inherits)
    if (std::string folder = binaryFolder(presets, parent, depth + 1); !folder.empty()) return folder;
  return {};
}

std::string expanded(std::string text, const std::string& name, const std::string& directory) {
  const std::pair<std::string, std::string> macros[] = {
      {"${sourceDir}", directory},
      {"${sourceParentDir}", parentOf(directory)},
      {"${sourceDirName}", std::filesystem::path(directory).filename()},
      {"${presetName}", name},
  };
  for (const auto& [macro, value] : macros)
    for (std::size_t at; (at = text.find(macro)) != std::string::npos;) text.replace(at, macro.size(), value);
  return text;
}

}  // namespace

std::vector<std::string> presetBinaryFolders(const Host& host, const std::string& directory) {
  Presets presets;
  for (const char* name : {"CMakePresets.json", "CMakeUserPresets.json"})
    if (const auto text = host.read(absolutePath(name, directory))) readPresets(*text, presets);
  std::vector<std::string> folders;
  for (const auto& [name, preset] : presets) {
    if (preset.hidden) continue;
    const std::string folder = expanded(binaryFolder(presets, name), name, directory);
    if (!folder.empty() && folder.find('$') == std::string::npos) folders.push_back(absolutePath(folder, directory));
  }
  return folders;
}

}  // namespace dramaturg
