// The world: files, environment, terminal, clock. Nothing of dramaturg but the worker pool and the fact cache touches
// it by any other way, so that tests can stand in for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

struct FileStatus {
  bool directory = false;
  std::uint64_t size = 0;
  std::int64_t modified = 0;  ///< nanoseconds since the epoch
};

enum class Stream : std::uint8_t { out, err };

struct Terminal {
  bool interactive = false;
  bool colour = false;  ///< wanted by the environment: `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE`, `TERM`
  bool utf8 = false;    ///< by the locale
  unsigned width = 100;
};

class Host {
 public:
  Host() = default;
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  virtual ~Host() = default;

  // --- files; paths are absolute
  virtual std::optional<std::string> read(const std::string& path) const = 0;
  virtual std::optional<FileStatus> status(const std::string& path) const = 0;
  /// Names in a directory, sorted; none if it cannot be read.
  virtual std::vector<std::string> list(const std::string& directory) const = 0;
  /// Replaces a file as a whole: readers see the old content or the new. Gives an error, empty if all went well.
  virtual std::string write(const std::string& path, std::string_view content) = 0;

  // --- environment
  virtual std::optional<std::string> variable(const std::string& name) const = 0;
  virtual std::string currentDirectory() const = 0;
  virtual std::string executable() const = 0;  ///< path of the running program
  virtual unsigned cores() const = 0;

  // --- streams
  /// False when nobody reads any more.
  virtual bool print(Stream, std::string_view text) = 0;
  virtual Terminal terminal(Stream) const = 0;
  /// The next line of standard input without its end; nothing when there is none any more.
  virtual std::optional<std::string> readLine() = 0;
  virtual bool inputIsTerminal() const = 0;

  // --- clocks
  virtual double milliseconds() const = 0;  ///< since some fixed moment, monotonic
  virtual std::int64_t now() const = 0;     ///< nanoseconds since the epoch
};

/// The real one.
class SystemHost : public Host {
 public:
  std::optional<std::string> read(const std::string& path) const override;
  std::optional<FileStatus> status(const std::string& path) const override;
  std::vector<std::string> list(const std::string& directory) const override;
  std::string write(const std::string& path, std::string_view content) override;
  std::optional<std::string> variable(const std::string& name) const override;
  std::string currentDirectory() const override;
  std::string executable() const override;
  unsigned cores() const override;
  bool print(Stream stream, std::string_view text) override;
  Terminal terminal(Stream stream) const override;
  std::optional<std::string> readLine() override;
  bool inputIsTerminal() const override;
  double milliseconds() const override;
  std::int64_t now() const override;
};

/// What the environment says about colour, for a stream that is a terminal or not.
bool wantsColour(const Host& host, bool interactive);
/// Whether the locale of the environment is a UTF-8 one.
bool speaksUtf8(const Host& host);

}  // namespace dramaturg
