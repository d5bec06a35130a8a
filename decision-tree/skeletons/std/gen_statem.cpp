// The state is a variant, and one function per pair of state and message says what becomes of it.
#include <string>
#include <utility>
#include <variant>

struct Connected {
  int socket;
};
struct Lost {};
struct Send {
  std::string text;
};
using Event = std::variant<Connected, Lost, Send>;

struct Connecting {
  std::string waiting;
};
struct Ready {
  int socket;
};
struct Closed {};
using State = std::variant<Connecting, Ready, Closed>;

void write(int socket, const std::string& text);

struct Transition {
  State operator()(Connecting& now, const Connected& event) const {
    write(event.socket, now.waiting);
    return Ready{event.socket};
  }
  State operator()(Connecting& now, const Send& event) const { return Connecting{now.waiting + event.text}; }
  State operator()(Ready& now, const Send& event) const {
    write(now.socket, event.text);
    return now;
  }
  State operator()(Ready&, const Lost&) const { return Connecting{}; }
  template <class Any, class Other>
  State operator()(Any& now, const Other&) const {
    return now;
  }  // the rest of the table: nothing happens
};

/// Called by the loop of the server with each message.
void step(State& state, const Event& event) {
  state = std::visit([](auto& now, const auto& what) { return Transition{}(now, what); }, state, event);
}
