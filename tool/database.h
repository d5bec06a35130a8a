// A thin skin over SQLite: statements that clean up, errors as exceptions.
#pragma once

#include <cstdint>
#include <functional>
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
  Database() = default;
  /// Opened by a function of the caller's.
  explicit Database(const std::function<void(Database&)>& open) { open(*this); }
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// An empty path is a database that is gone when it is closed.
  void open(const std::string& path);
  void close();

  /// Any number of statements without results.
  void run(const char* sql);
  /// The one number that a statement gives; zero without a row.
  std::int64_t number(const char* sql);

  /// All that `work` does to the database, or nothing of it.
  template <class Work>
  void transaction(Work work) {
    within("BEGIN IMMEDIATE", work);
  }
  /// `work` sees the database as it is now, whatever others do to it meanwhile.
  template <class Work>
  void reading(Work work) {
    within("BEGIN", work);
  }

 private:
  friend class Statement;

  template <class Work>
  void within(const char* begin, Work& work) {
    run(begin);
    try {
      work();
      run("COMMIT");
    } catch (...) {
      rollBack();
      throw;
    }
  }
  [[noreturn]] void fail() const;
  void rollBack() noexcept;
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
