// Asio has no task supervisor: the owner on a strand knows how many run, hears of each end, and cancels what is left.
#include <asio.hpp>

#include <cstddef>
#include <exception>
#include <list>
#include <memory>
#include <string>

asio::awaitable<void> importFile(std::string path);
void report(std::exception_ptr failure);

class Imports : public std::enable_shared_from_this<Imports> {
 public:
  explicit Imports(asio::any_io_executor executor) : strand_(asio::make_strand(executor)) {}

  void start(std::string path) {
    asio::post(strand_, [self = shared_from_this(), path = std::move(path)] { self->doStart(path); });
  }
  void stop() {
    asio::post(strand_, [self = shared_from_this()] {
      for (asio::cancellation_signal& job : self->running_) job.emit(asio::cancellation_type::terminal);
    });
  }

 private:
  void doStart(const std::string& path) {
    if (running_.size() == kMost) return refuse(path);
    const auto job = running_.emplace(running_.end());
    asio::co_spawn(
        strand_, importFile(path),
        asio::bind_cancellation_slot(job->slot(), [self = shared_from_this(), job](std::exception_ptr failure) {
          if (failure) report(failure);
          self->running_.erase(job);
        }));
  }
  void refuse(const std::string& path);

  static constexpr std::size_t kMost = 8;
  asio::strand<asio::any_io_executor> strand_;
  std::list<asio::cancellation_signal> running_;
};
