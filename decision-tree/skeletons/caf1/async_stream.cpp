// A flow in which at most N elements are in work; it ends when the last one has been answered.
#include <caf/all.hpp>
#include <caf/scheduled_actor/flow.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

struct survey {
  survey(caf::event_based_actor* actor, caf::actor worker, std::vector<std::string> files)
      : self(actor), measurer(std::move(worker)), all(std::move(files)) {}

  caf::behavior make_behavior() {
    self->make_observable()
        .from_container(std::move(all))
        .flat_map(
            [this](const std::string& file) {
              return self->mail(caf::get_atom_v, file)
                  .request(measurer, std::chrono::seconds(30))
                  .as_observable<long>()
                  .on_error_return_item(-1L);  // one that fails takes no other along
            },
            at_once)
        .do_finally([this] { self->quit(); })
        .for_each([this](long size) { size < 0 ? ++failed : sum += size; });
    return {};
  }
  static constexpr std::size_t at_once = 4;
  caf::event_based_actor* self;
  caf::actor measurer;
  std::vector<std::string> all;
  long sum = 0;
  long failed = 0;
};
