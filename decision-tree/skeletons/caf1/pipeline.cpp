// A flow polls only as far as demand goes, and at most N elements are in work. The acknowledgement comes after the
// work.
#include <caf/all.hpp>
#include <caf/scheduled_actor/flow.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

/// The client library of the source; it returns at once.
struct source {
  std::function<std::optional<std::int64_t>()> try_poll;
  std::function<void(std::int64_t)> ack, fail;
};

struct consumer {
  consumer(caf::event_based_actor* actor, source queue, caf::actor worker)
      : self(actor), from(std::move(queue)), workers(std::move(worker)) {}

  caf::behavior make_behavior() {
    self->make_observable()
        .interval(std::chrono::milliseconds(20))
        .map([this](std::int64_t) { return from.try_poll().value_or(-1); })
        .filter([](std::int64_t id) { return id >= 0; })
        .flat_map([this](std::int64_t id) { return work(id); }, 64)
        .for_each([](std::int64_t) {});
    return {};
  }
  caf::flow::observable<std::int64_t> work(std::int64_t id) {
    return self->mail(caf::get_atom_v, id)
        .request(workers, std::chrono::seconds(30))
        .as_observable<bool>()
        .on_error_return_item(false)
        .map([this, id](bool ok) {
          ok ? from.ack(id) : from.fail(id);
          return id;
        })
        .as_observable();
  }
  caf::event_based_actor* self;
  source from;
  caf::actor workers;
};
