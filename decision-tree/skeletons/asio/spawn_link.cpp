// The child ends inside the scope of its parent. Whichever ends first cancels the other, and an exception goes on
// upwards.
#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>

using namespace asio::experimental::awaitable_operators;

asio::awaitable<void> upload();
asio::awaitable<void> showProgress();

asio::awaitable<void> session() { co_await (upload() || showProgress()); }
