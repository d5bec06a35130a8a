// Training for the worker's layout: what C++20 adds: concepts, ranges, coroutines, generic lambdas, constant
// evaluation.
#include <algorithm>
#include <any>
#include <array>
#include <bit>
#include <compare>
#include <concepts>
#include <coroutine>
#include <exception>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>
#include <memory_resource>
#include <numbers>
#include <ranges>
#include <semaphore>
#include <source_location>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace fleet {

template <class T>
concept Ship = requires(const T& ship) {
  { ship.name() } -> std::convertible_to<std::string_view>;
  { ship.tons() } -> std::unsigned_integral;
};

template <class Self>
struct Named {
  std::string_view name() const { return static_cast<const Self&>(*this).title; }
};
struct Tanker : Named<Tanker> {
  std::string title;
  unsigned load = 0;
  unsigned tons() const { return load + 40; }
  auto operator<=>(const Tanker& other) const { return tons() <=> other.tons(); }
  bool operator==(const Tanker& other) const { return tons() == other.tons(); }
};
static_assert(Ship<Tanker> && !Ship<int>);

template <class T>
class Generator {
 public:
  struct promise_type {
    T value;
    Generator get_return_object() { return Generator{Coroutine::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T next) noexcept {
      value = std::move(next);
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() { std::terminate(); }
  };

  Generator(Generator&& other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  Generator& operator=(Generator&&) = delete;
  ~Generator() {
    if (coroutine_) coroutine_.destroy();
  }
  bool next() {
    coroutine_.resume();
    return !coroutine_.done();
  }
  const T& value() const { return coroutine_.promise().value; }

 private:
  using Coroutine = std::coroutine_handle<promise_type>;
  explicit Generator(Coroutine coroutine) : coroutine_(coroutine) {}
  Coroutine coroutine_;
};

Generator<unsigned> tides(unsigned from) {
  for (unsigned hour = from;; hour += 6) co_yield hour % 24;
}

constexpr auto kPrimes = [] {
  std::array<unsigned, 20> found{};
  std::size_t count = 0;
  for (unsigned number = 2; count < found.size(); ++number)
    if (std::none_of(found.begin(), found.begin() + count, [=](unsigned prime) { return number % prime == 0; }))
      found[count++] = number;
  return found;
}();
static_assert(kPrimes.back() == 71 && std::bit_width(kPrimes.back()) == 7);

template <class... Parts>
constexpr std::size_t sizeOf(const Parts&... parts) {
  if constexpr (sizeof...(Parts) == 0)
    return 0;
  else
    return (std::size_t{0} + ... + std::size(parts));
}

template <std::ranges::input_range Ships>
  requires Ship<std::ranges::range_value_t<Ships>>
std::vector<std::string> heavy(Ships&& ships, unsigned limit) {
  auto names = ships | std::views::filter([=](const auto& ship) { return ship.tons() > limit; }) |
               std::views::transform([](const auto& ship) { return std::string(ship.name()); });
  std::vector<std::string> result;
  std::ranges::copy(names, std::back_inserter(result));
  std::ranges::sort(result, std::ranges::greater{}, &std::string::size);
  return result;
}

void report(std::string_view text, const std::source_location& place = std::source_location::current()) {
  std::clog << place.function_name() << ':' << place.line() << ": " << text << '\n';
}

}  // namespace fleet

int main() {
  std::pmr::monotonic_buffer_resource memory;
  std::pmr::vector<fleet::Tanker> ships({{{}, "Aurora", 60}, {{}, "Brisk", 10}}, &memory);
  std::counting_semaphore<4> quay(2);
  std::jthread watch([&](const std::stop_token& stop) {
    for (auto tide = fleet::tides(3); !stop.stop_requested() && tide.next();) {
      quay.acquire();
      fleet::report(std::to_string(tide.value() * std::numbers::pi));
      quay.release();
    }
  });
  const auto apply = []<class... Values>(auto&& function, Values&&... values) {
    return function(std::forward<Values>(values)...);
  };
  const auto names = apply([](const auto& all, unsigned limit) { return fleet::heavy(all, limit); }, ships, 50U);
  std::any last = names.empty() ? std::string() : names.front();
  for (const auto& entry : std::filesystem::directory_iterator("."))
    if (entry.is_regular_file()) fleet::report(entry.path().filename().string());
  return static_cast<int>(fleet::sizeOf(std::span(ships), names, std::any_cast<std::string&>(last)));
}
