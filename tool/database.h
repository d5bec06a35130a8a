// A thin skin over SQLite: statements that clean up, errors as exceptions.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace dramaturg {

struct DatabaseError : std::runtime_error {
  DatabaseError(const std::string& message, bool isDamaged) : std::runtime_error(message), damaged(isDamaged) {}
  bool damaged;  ///< the file is no database, or a broken one
};

class Database {
 public:
  explicit Database(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Any number of statements without results.
  void run(const char* sql);

 private:
  friend class Statement;
  [[noreturn]] void fail() const;
  sqlite3* handle_ = nullptr;
};

/// A prepared statement. Bind in order, then step; `rewind` before the next use. What `text` and `blob` give lives
/// until the next step; what is bound must live until then.
class Statement {
 public:
  Statement(Database& database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(std::int64_t value);
  Statement& bind(std::string_view text);
  Statement& bindBlob(std::string_view bytes);
  /// True when there is a row.
  bool step();
  void rewind();

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;

 private:
  Statement& check(int result);
  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
  int bound_ = 0;
};

}  // namespace dramaturg
