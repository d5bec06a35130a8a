// Every way in which CAF 0.17 code says something that dramaturg must understand. A comment `does:` names the facts of
// its line; the test holds the others to have none.
#include <caf/all.hpp>
#include <caf/io/all.hpp>

#include <chrono>
#include <fstream>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace caf;
using namespace std::chrono_literals;

using add_atom = atom_constant<atom("add")>;
using get_atom = atom_constant<atom("get")>;
using tick_atom = atom_constant<atom("tick")>;

// --- behaviour functions, with and without state ---------------------------------------------------------------

struct tally_state {
  int sum = 0;
  std::map<std::string, int> byName;
};

behavior tally(stateful_actor<tally_state>* self, int start) {  // does: actor tally; init
  self->state.sum = start;                                      // does: write sum
  self->delayed_send(self, 500ms, tick_atom::value);            // does: schedule (tick) 500 ms
  auto& state = self->state;
  return {
    [self](add_atom, int by) { self->state.sum += by; },                  // does: on (add, int); write sum
    [self](get_atom) { return self->state.sum; },                         // does: on (get); read sum; reply
    [=](add_atom, const std::string& who) { ++self->state.byName[who]; },  // does: on (add, std::string); write byName; read byName
    [&state](tick_atom) { state.byName.clear(); },                        // does: on (tick); write byName; read byName
    after(10s) >> [=] { self->quit(); },                                  // does: on timeout; stop
  };
}

behavior counter(event_based_actor*) {  // does: actor counter; init
  return {
    [n = 0](add_atom) mutable { return ++n; },  // does: on (add); read n; write n; reply
  };
}

behavior plain() {                     // does: actor plain; init
  return {[](int x) { return x + 1; }};  // does: on (int); reply
}

// --- classes ---------------------------------------------------------------------------------------------------

class cache : public event_based_actor {                                          // does: actor cache
public:
  cache(actor_config& cfg, actor store) : event_based_actor(cfg), store_(store) {  // does: init; write store_
    std::this_thread::sleep_for(20ms);                                            // does: block sleep 20 ms
  }
  behavior make_behavior() override {                                             // does: init
    set_down_handler([=](down_msg&) { misses_ = 0; });                            // does: on down; write misses_
    return {
      [=](get_atom, const std::string& key) { return look_up(key); },             // does: on (get, std::string); reply
    };
  }
  void on_exit() override { misses_ = -1; }                                       // does: on terminate; write misses_

private:
  std::string look_up(const std::string& key) {
    std::ifstream file(key);  // does: block file for ever
    ++misses_;                // does: write misses_
    return key;
  }
  actor store_;
  int misses_ = 0;
};

// --- typed -----------------------------------------------------------------------------------------------------

using adder = typed_actor<replies_to<add_atom, int>::with<int>, reacts_to<tick_atom>>;

adder::behavior_type adder_fun(adder::stateful_pointer<tally_state> self) {  // does: actor adder_fun; init
  return {
    [=](add_atom, int x) { return self->state.sum += x; },  // does: on (add, int); write sum; reply
    [](tick_atom) {},                                       // does: on (tick)
  };
}

// --- blocking --------------------------------------------------------------------------------------------------

void worker(blocking_actor* self, actor boss) {           // does: actor worker; body
  bool running = true;
  self->receive_while(running)(                           // does: block receive for ever
    [&](add_atom, int x) { self->send(boss, x); },        // does: on (add, int); cast (int)
    [&](exit_msg&) { running = false; });                 // does: on exit; write running
  self->request(boss, infinite, get_atom::value).receive(  // does: call (get) blocking for ever
    [](int) {}, [](error&) {});
}

class poller : public blocking_actor {                                     // does: actor poller
public:
  explicit poller(actor_config& cfg) : blocking_actor(cfg) {}              // does: init
  void act() override {                                                    // does: body
    receive([](add_atom) {}, after(1s) >> [] {});  // does: on (add); on timeout; block receive a computed time
  }
};

// --- messages, life and death ----------------------------------------------------------------------------------

behavior client(event_based_actor* self, actor server, std::vector<actor> others) {  // does: actor client; init
  self->monitor(server);                                            // does: monitor
  self->link_to(server);                                            // does: link
  auto kid = self->spawn<linked + monitored>(tally, 1);             // does: spawn tally linked monitored local
  self->spawn<cache, detached>(server);                             // does: spawn cache own-thread dropped
  self->system().registry().put(atom("kid"), kid);                  // does: register put constant
  const auto limit = 250ms;
  return {
    [=](add_atom) {                                                 // does: on (add)
      self->request(server, 2s, get_atom::value).then(              // does: call (get) continuation 2000 ms
        [=](int n) { self->send(kid, add_atom::value, n); },        // does: cast (add, int)
        [=](error& e) { self->quit(e); });                          // does: stop
      self->request(server, infinite, get_atom::value).await([](int) {});  // does: call (get) suspend for ever
      self->request(server, limit, get_atom::value);                // does: call (get) unobserved 250 ms
      auto open = self->request(server, 1s, get_atom::value);       // does: call (get) continuation 1000 ms
      open.then([](int) {});
    },
    [=](get_atom) -> result<int> {                                  // does: on (get)
      auto promise = self->make_response_promise<int>();
      self->request(server, 20ms, get_atom::value).then(            // does: call (get) continuation 20 ms
        [=](int n) mutable { promise.deliver(n); });                // does: reply promise
      return promise;
    },
    [=](tick_atom) { return self->delegate(server, get_atom::value); },  // does: on (tick); delegate (get)
    [=](int x) {                                                    // does: on (int)
      for (const auto& other : others)
        self->send(other, x);                                       // does: cast (int)
      if (x < 0)
        throw std::runtime_error("negative");                       // does: throw std::runtime_error
      self->become([](get_atom) {});                                // does: become; on (get)
    },
  };
}

void forwards(event_based_actor* self, const actor& next) {
  self->send(next, add_atom::value, "text", 1);  // does: cast (add, std::string, int)
}

// --- beside actors ---------------------------------------------------------------------------------------------

std::mutex names_lock;
int names_made = 0;

std::string name_of(int id) {
  std::lock_guard<std::mutex> guard(names_lock);  // does: block lock for ever; global names_lock
  ++names_made;                                   // does: global names_made
  return "n" + std::to_string(id);
}

struct desk {
  desk() : clerk_([] {}) {}  // does: task thread kept; write clerk_
  std::thread clerk_;
};

struct office {
  std::thread clerk;
  std::vector<std::thread> pool;

  void open(actor_system& sys, actor a, int id) {
    clerk = std::thread([] {});                                           // does: task thread kept; write clerk
    pool.emplace_back([] {});                                             // does: task thread kept; write pool
    std::thread([a] { anon_send(a, 1); }).detach();                       // does: task thread detached; cast (int)
    auto later = std::async(std::launch::async, [] { return 1; });        // does: task async local
    later.get();                                                          // does: control wait; block future for ever
    sys.registry().put(atom_from_string(name_of(id)), a);                 // does: register put computed
    sys.registry().erase(atom_from_string(name_of(id)));                  // does: register erase computed
    for (auto& thread : pool)                                             // does: read pool
      thread.join();                                                      // does: control join; block join for ever
  }
};

void caf_main(actor_system& sys) {
  auto t = sys.spawn(tally, 3);                                // does: spawn tally local
  auto k = sys.spawn<cache>(t);                                // does: spawn cache local
  sys.spawn<detached>(worker, t);                              // does: spawn worker own-thread dropped
  sys.spawn<poller>();                                         // does: spawn poller dropped
  sys.spawn(adder_fun);                                        // does: spawn adder_fun dropped
  sys.spawn(counter);                                          // does: spawn counter dropped
  sys.spawn(plain);                                            // does: spawn plain dropped
  sys.spawn<lazy_init>(client, t, std::vector<actor>{k});      // does: spawn client lazy dropped
  sys.spawn([](event_based_actor* self) -> behavior {          // does: actor lambda in caf_main; init; spawn lambda in caf_main dropped
    return {[=](get_atom) { self->quit(); }};                  // does: on (get); stop
  });
  scoped_actor self{sys};
  self->request(t, 1s, get_atom::value)                        // does: call (get) blocking 1000 ms
    .receive([](int) {}, [](error&) {});
  anon_send(t, add_atom::value, 1);                            // does: cast (add, int)
  auto ask = make_function_view(t);
  ask(get_atom::value);                                        // does: call (get) blocking for ever
  anon_send_exit(k, exit_reason::user_shutdown);               // does: stop
  io::publish(t, 4242);                                        // does: register put constant; block network for ever
  self->wait_for(t);                                           // does: monitor; block library for ever
}

CAF_MAIN()
