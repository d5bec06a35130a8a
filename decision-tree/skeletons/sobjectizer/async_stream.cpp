// N threads take from one chain with a maximum: who fills it waits, and closing it ends them when it is empty.
#include <so_5/all.hpp>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
struct file {
  std::string path;
};
void measure(const std::string& path) noexcept;

void measure_all(so_5::environment_t& env, const std::vector<std::string>& files, unsigned at_once) {
  auto work = so_5::create_mchain(env, 10s, 2 * at_once, so_5::mchain_props::memory_usage_t::preallocated,
                                  so_5::mchain_props::overflow_reaction_t::throw_exception);
  std::vector<std::jthread> threads;
  const auto closer = so_5::auto_close_drop_content(work);  // an early end leaves nobody waiting
  for (unsigned i = 0; i < at_once; ++i)
    threads.emplace_back(
        [work] { so_5::receive(so_5::from(work).handle_all(), [](so_5::mhood_t<file> cmd) { measure(cmd->path); }); });
  for (const std::string& path : files) so_5::send<file>(work, path);
  so_5::close_retain_content(so_5::exceptions_enabled, work);
}
