#include "tool/compile_database.h"

#include "tool/exit_code.h"
#include "tool/paths.h"

#include <llvm/Support/CommandLine.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/StringSaver.h>

#include <algorithm>
#include <set>
#include <unordered_map>

namespace dramaturg {
namespace {

const char* const kRemedy = "; regenerate it, for example with `cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON`";

bool isCOrCpp(const std::string& file) {
  static const std::set<std::string> kExtensions = {"c", "cc",  "cp",  "cpp",  "cxx", "c++",
                                                    "C", "CPP", "ixx", "cppm", "ccm", "cxxm"};
  const std::size_t dot = file.rfind('.');
  return dot != std::string::npos && kExtensions.contains(file.substr(dot + 1));
}

std::vector<std::string> splitCommand(llvm::StringRef command) {
  llvm::BumpPtrAllocator memory;
  llvm::StringSaver saver(memory);
  llvm::SmallVector<const char*, 64> words;
  llvm::cl::TokenizeGNUCommandLine(command, saver, words);
  return {words.begin(), words.end()};
}

/// `[3:14, byte=56]: Expected ...` → `3:14: Expected ...`
std::string withPlace(const std::string& message) {
  const std::size_t comma = message.find(", byte=");
  const std::size_t close = message.find("]: ");
  if (!message.starts_with('[') || comma == std::string::npos || close == std::string::npos) return "1:1: " + message;
  return message.substr(1, comma - 1) + ": " + message.substr(close + 3);
}

class Reader {
 public:
  explicit Reader(const std::string& path) : database_{path, {}, 0}, folder_(parentOf(path)) {}

  CompileDatabase read(const std::string& text) {
    auto value = llvm::json::parse(text);
    if (!value) throw usageError(database_.path + ':' + withPlace(llvm::toString(value.takeError())) + kRemedy);
    const llvm::json::Array* entries = value->getAsArray();
    if (!entries) throw usageError(database_.path + ":1:1: a compile database is an array of objects" + kRemedy);
    for (std::size_t i = 0; i < entries->size(); ++i) add((*entries)[i].getAsObject(), i + 1);
    return std::move(database_);
  }

 private:
  [[noreturn]] void reject(std::size_t number, const std::string& what) const {
    throw usageError(database_.path + ": entry " + std::to_string(number) + ' ' + what + kRemedy);
  }

  void add(const llvm::json::Object* entry, std::size_t number) {
    if (!entry) reject(number, "is not an object");
    const auto directory = entry->getString("directory");
    const auto file = entry->getString("file");
    if (!directory) reject(number, "has no `directory`");
    if (!file) reject(number, "has no `file`");
    CompileCommand command;
    command.directory = absolutePath(*directory, folder_);
    command.file = absolutePath(*file, command.directory);
    command.arguments = arguments(*entry, number);
    if (!isCOrCpp(command.file))
      ++database_.ignored;
    else if (isNew(command))
      database_.commands.push_back(std::move(command));
  }

  /// Notes the command, which is to be the next one.
  bool isNew(const CompileCommand& command) {
    std::vector<std::size_t>& sameFile = byFile_[command.file];
    for (const std::size_t other : sameFile)
      if (database_.commands[other] == command) return false;
    sameFile.push_back(database_.commands.size());
    return true;
  }

  std::vector<std::string> arguments(const llvm::json::Object& entry, std::size_t number) const {
    std::vector<std::string> words;
    if (const llvm::json::Array* list = entry.getArray("arguments")) {
      for (const llvm::json::Value& word : *list) {
        const auto text = word.getAsString();
        if (!text) reject(number, "has an argument that is not a string");
        words.push_back(text->str());
      }
    } else if (const auto command = entry.getString("command")) {
      words = splitCommand(*command);
    } else {
      reject(number, "has neither `arguments` nor `command`");
    }
    if (words.empty()) reject(number, "has an empty command");
    return words;
  }

  CompileDatabase database_;
  std::string folder_;
  std::unordered_map<std::string, std::vector<std::size_t>> byFile_;
};

}  // namespace

CompileDatabase readCompileDatabase(const Host& host, const std::string& path) {
  const auto text = host.read(path);
  if (!text) throw usageError("cannot read the compile database `" + path + "`; check its permissions");
  return Reader(path).read(*text);
}

}  // namespace dramaturg
