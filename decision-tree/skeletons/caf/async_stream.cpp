// CAF has no bounded fan-out: N workers, each of which gets its next element when it has answered the last one.
#include <caf/all.hpp>

#include <chrono>
#include <string>
#include <vector>

using measure_atom = caf::atom_constant<caf::atom("measure")>;
using feed_atom = caf::atom_constant<caf::atom("feed")>;
caf::behavior measurer(caf::event_based_actor* self);

struct survey_state {
  std::vector<std::string> files;
  long sum = 0;
  std::size_t failed = 0;
  std::size_t open = 0;
};

void feed(caf::stateful_actor<survey_state>* self, const caf::actor& worker, const caf::actor& client) {
  auto& state = self->state;
  if (state.files.empty()) {
    if (state.open > 0) return;  // others are still at work
    self->send(client, state.sum, state.failed);
    return self->quit();
  }
  std::string file = std::move(state.files.back());
  state.files.pop_back();
  ++state.open;
  self->request(worker, std::chrono::seconds(30), measure_atom::value, std::move(file))
      .then(
          [=](long size) {
            self->state.sum += size;
            --self->state.open;
            feed(self, worker, client);
          },
          [=](caf::error&) {
            ++self->state.failed;
            --self->state.open;
            self->delayed_send(self, std::chrono::seconds(1), feed_atom::value, worker);  // may still be busy
          });
}

caf::behavior survey(caf::stateful_actor<survey_state>* self, std::vector<std::string> files,
                     const caf::actor& client) {
  self->state.files = std::move(files);
  for (int i = 0; i < 4; ++i) feed(self, self->spawn<caf::linked>(measurer), client);
  return {[=](feed_atom, const caf::actor& worker) { feed(self, worker, client); }};
}
