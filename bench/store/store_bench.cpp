// Which store suits the fact cache: one file per unit, or one SQLite database?
//
// Both keep the same 1,000 synthetic units: 20 to 50 KB of facts each, and 600 inputs (headers mostly shared), which
// is what a unit of a CAF program includes. Measured are a cold run that stores them one by one, as units finish,
// and a warm run that loads everything and asks for every unit whether each of its inputs is fresh (a look-up per
// distinct file, as in the tool; the stat itself is left out because it costs both the same).
//
// Medians of five runs on two cores, ext4, page cache warm:
//   one file per unit   write 217 ms   read all  86 ms   122 MB
//   SQLite              write 537 ms   read all  36 ms    39 MB
// A write costs half a millisecond per unit, against hundreds for its extraction; what is felt is the warm run.
//
// c++ -std=c++20 -O2 bench/store/store_bench.cpp -lsqlite3 -o store_bench && ./store_bench DIRECTORY
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr int kUnits = 1000;
constexpr int kInputs = 600;
constexpr int kHeaders = 1500;

struct Unit {
  std::string key;
  std::string facts;
  std::vector<std::uint32_t> inputs;
};

struct World {
  std::vector<std::string> headers;  // "path\thash\tsize\ttime", as long as real ones
  std::vector<Unit> units;
};

World makeWorld() {
  std::mt19937 random(1);
  World world;
  for (int i = 0; i < kHeaders; ++i)
    world.headers.push_back("/usr/include/some/library/detail/header_number_" + std::to_string(i) + ".hpp\t" +
                            std::string(64, 'a' + i % 26) + "\t12345\t1700000000000000000");
  for (int i = 0; i < kUnits; ++i) {
    Unit unit{std::string(60, 'k') + std::to_string(1000 + i), std::string(20'000 + random() % 30'000, '\0'), {}};
    for (char& c : unit.facts) c = static_cast<char>(random());
    for (int j = 0; j < kInputs; ++j) unit.inputs.push_back(random() % kHeaders);
    world.units.push_back(std::move(unit));
  }
  return world;
}

double milliseconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// --- one file per unit: the inputs as text lines, an empty line, the facts

void writeFiles(const World& world, const fs::path& directory) {
  fs::create_directories(directory);
  for (const Unit& unit : world.units) {
    const fs::path temporary = directory / (unit.key + ".new");
    std::ofstream out(temporary, std::ios::binary);
    for (const auto input : unit.inputs) out << world.headers[input] << '\n';
    out << '\n' << unit.facts;
    out.close();
    fs::rename(temporary, directory / unit.key);
  }
}

std::size_t readFiles(const World& world, const fs::path& directory) {
  std::unordered_map<std::string, bool> fresh;
  std::size_t sum = 0;
  for (const Unit& unit : world.units) {
    std::ifstream in(directory / unit.key, std::ios::binary | std::ios::ate);
    std::string text(static_cast<std::size_t>(in.tellg()), '\0');
    in.seekg(0);
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    std::size_t at = 0;
    while (text[at] != '\n') {
      const std::size_t end = text.find('\n', at);
      sum += fresh.try_emplace(text.substr(at, text.find('\t', at) - at), true).first->second;
      at = end + 1;
    }
    sum += text.size() - at;
  }
  return sum;
}

// --- SQLite: inputs are rows of their own, a unit keeps their numbers

class Database {
 public:
  explicit Database(const fs::path& file) {
    sqlite3_open(file.c_str(), &handle_);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "CREATE TABLE IF NOT EXISTS input(id INTEGER PRIMARY KEY, path TEXT);"
        "CREATE TABLE IF NOT EXISTS unit(key TEXT PRIMARY KEY, inputs BLOB, facts BLOB) WITHOUT ROWID;");
  }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const char* sql) { sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr);
    return statement;
  }

 private:
  sqlite3* handle_ = nullptr;
};

void writeDatabase(const World& world, const fs::path& file) {
  Database database(file);
  sqlite3_stmt* input = database.prepare("INSERT OR IGNORE INTO input VALUES(?,?)");
  sqlite3_stmt* row = database.prepare("INSERT OR REPLACE INTO unit VALUES(?,?,?)");
  for (const Unit& unit : world.units) {
    database.run("BEGIN IMMEDIATE");
    for (const auto id : unit.inputs) {
      sqlite3_bind_int(input, 1, static_cast<int>(id));
      sqlite3_bind_text(input, 2, world.headers[id].data(), static_cast<int>(world.headers[id].size()), SQLITE_STATIC);
      sqlite3_step(input);
      sqlite3_reset(input);
    }
    sqlite3_bind_text(row, 1, unit.key.data(), static_cast<int>(unit.key.size()), SQLITE_STATIC);
    sqlite3_bind_blob(row, 2, unit.inputs.data(), static_cast<int>(unit.inputs.size() * 4), SQLITE_STATIC);
    sqlite3_bind_blob(row, 3, unit.facts.data(), static_cast<int>(unit.facts.size()), SQLITE_STATIC);
    sqlite3_step(row);
    sqlite3_reset(row);
    database.run("COMMIT");
  }
  sqlite3_finalize(input);
  sqlite3_finalize(row);
}

std::size_t readDatabase(const World& world, const fs::path& file) {
  Database database(file);
  std::size_t sum = 0;
  std::vector<bool> fresh(kHeaders);
  sqlite3_stmt* input = database.prepare("SELECT id, path FROM input");
  while (sqlite3_step(input) == SQLITE_ROW)
    fresh[static_cast<std::size_t>(sqlite3_column_int(input, 0))] = sqlite3_column_bytes(input, 1) > 0;
  sqlite3_finalize(input);
  sqlite3_stmt* row = database.prepare("SELECT inputs, facts FROM unit WHERE key=?");
  for (const Unit& unit : world.units) {
    sqlite3_bind_text(row, 1, unit.key.data(), static_cast<int>(unit.key.size()), SQLITE_STATIC);
    if (sqlite3_step(row) == SQLITE_ROW) {
      std::vector<std::uint32_t> ids(static_cast<std::size_t>(sqlite3_column_bytes(row, 0)) / 4);
      std::memcpy(ids.data(), sqlite3_column_blob(row, 0), ids.size() * 4);
      for (const auto id : ids) sum += fresh[id];
      const std::string facts(static_cast<const char*>(sqlite3_column_blob(row, 1)),
                              static_cast<std::size_t>(sqlite3_column_bytes(row, 1)));
      sum += facts.size();
    }
    sqlite3_reset(row);
  }
  sqlite3_finalize(row);
  return sum;
}

std::uintmax_t sizeOf(const fs::path& directory) {
  std::uintmax_t sum = 0;
  for (const auto& entry : fs::recursive_directory_iterator(directory))
    if (entry.is_regular_file()) sum += entry.file_size();
  return sum;
}

void measure(const char* name, const fs::path& directory, const std::function<void()>& write,
             const std::function<std::size_t()>& read) {
  std::vector<double> writes, reads;
  std::size_t sum = 0;
  for (int i = 0; i < 5; ++i) {
    fs::remove_all(directory);
    fs::create_directories(directory);
    writes.push_back(milliseconds(write));
    reads.push_back(milliseconds([&] { sum += read(); }));
  }
  std::sort(writes.begin(), writes.end());
  std::sort(reads.begin(), reads.end());
  std::cout << name << ": write " << writes[2] << " ms, read all " << reads[2] << " ms, " << sizeOf(directory) / 1000000
            << " MB (checksum " << sum << ")\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: store_bench DIRECTORY (it is created; its folders `files` and `sqlite` are overwritten)\n";
    return 2;
  }
  const World world = makeWorld();
  const fs::path files = fs::path(argv[1]) / "files";
  const fs::path sqlite = fs::path(argv[1]) / "sqlite";
  measure("one file per unit", files, [&] { writeFiles(world, files); }, [&] { return readFiles(world, files); });
  measure(
      "SQLite           ", sqlite, [&] { writeDatabase(world, sqlite / "facts.sqlite"); },
      [&] { return readDatabase(world, sqlite / "facts.sqlite"); });
}
