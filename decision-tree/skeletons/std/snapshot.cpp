// The owner publishes a whole new value. Readers take it once per piece of work, and see one version.
#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <utility>

using Routes = std::map<std::string, std::string>;

class RouteTable {
 public:
  /// For the owner alone.
  void publish(Routes routes) { current_.store(std::make_shared<const Routes>(std::move(routes))); }
  std::shared_ptr<const Routes> load() const { return current_.load(); }

 private:
  std::atomic<std::shared_ptr<const Routes>> current_{std::make_shared<const Routes>()};
};

std::string forward(const RouteTable& table, const std::string& from) {
  const std::shared_ptr<const Routes> routes = table.load();  // once
  const auto next = routes->find(from);
  return next == routes->end() ? std::string() : next->second;
}
