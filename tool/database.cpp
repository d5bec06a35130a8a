#include "tool/database.h"

#include <sqlite3.h>

#include <utility>

namespace dramaturg {

void Database::open(const std::string& path) {
  if (sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) == SQLITE_OK) return;
  const std::string message = sqlite3_errmsg(handle_);
  close();
  throw DatabaseError(message, false);
}

void Database::close() { sqlite3_close(std::exchange(handle_, nullptr)); }

Database::~Database() { close(); }

void Database::fail() const {
  const int code = sqlite3_errcode(handle_) & 0xff;
  throw DatabaseError(sqlite3_errmsg(handle_), code == SQLITE_NOTADB || code == SQLITE_CORRUPT);
}

void Database::run(const char* sql) {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

void Database::rollBack() noexcept { sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr); }

Statement::Statement(Database& database, const char* sql) : database_(database) {
  if (sqlite3_prepare_v2(database.handle_, sql, -1, &handle_, nullptr) != SQLITE_OK) database.fail();
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Statement& Statement::check(int result) {
  if (result != SQLITE_OK) database_.fail();
  return *this;
}

Statement& Statement::bind(std::int64_t value) { return check(sqlite3_bind_int64(handle_, ++bound_, value)); }

Statement& Statement::bind(std::string_view text) {
  return check(sqlite3_bind_text64(handle_, ++bound_, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

Statement& Statement::bindBlob(std::string_view bytes) {
  return check(sqlite3_bind_blob64(handle_, ++bound_, bytes.data(), bytes.size(), SQLITE_STATIC));
}

bool Statement::step() {
  const int result = sqlite3_step(handle_);
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) database_.fail();
  return false;
}

void Statement::rewind() {
  sqlite3_reset(handle_);
  bound_ = 0;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

std::string_view Statement::text(int column) const {
  const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  return {start, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* start = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  return {start, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

}  // namespace dramaturg
