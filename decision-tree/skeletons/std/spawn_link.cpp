// The child ends inside the scope of its owner, and its failure becomes the owner's.
#include <exception>
#include <stop_token>
#include <thread>

void copyFiles(std::stop_token stop);
void showProgress();

void backUp() {
  std::exception_ptr failure;
  {
    const std::jthread child([&failure](std::stop_token stop) noexcept {
      try {
        copyFiles(stop);
      } catch (...) {
        failure = std::current_exception();
      }
    });
    showProgress();
  }  // asks it to stop when this scope is left early, and joins it
  if (failure) std::rethrow_exception(failure);
}
