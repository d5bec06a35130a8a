// A fixed set of names is an enumeration. Main fills the table before any thread reads it.
#include <array>
#include <cstddef>
#include <memory>
#include <utility>

class Server {
 public:
  void post(int message);
};

enum class Name { journal, printer, count };

class Names {
 public:
  void enter(Name name, std::shared_ptr<Server> server) { servers_[index(name)] = std::move(server); }
  Server& at(Name name) const { return *servers_[index(name)]; }

 private:
  static std::size_t index(Name name) { return static_cast<std::size_t>(name); }
  std::array<std::shared_ptr<Server>, static_cast<std::size_t>(Name::count)> servers_;
};

void start(Names& names) {
  names.enter(Name::journal, std::make_shared<Server>());
  names.enter(Name::printer, std::make_shared<Server>());
}
void printOne(const Names& names) { names.at(Name::printer).post(1); }
