// CAF has no task supervisor: an actor that stays starts each job, knows a maximum, hears of its end and stops the
// rest.
#include <caf/all.hpp>

#include <cstddef>
#include <map>
#include <string>

void import_job(caf::blocking_actor* self, const std::string& path);

struct imports {
  explicit imports(caf::event_based_actor* actor) : self(actor) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, const std::string& path) -> caf::result<void> {
          if (running.size() == most) return caf::make_error(caf::sec::runtime_error, "busy");
          start(path);
          return caf::unit;
        },
    };
  }
  void start(const std::string& path) {
    // The job blocks, so it gets a thread of its own; linked, so that it ends with this actor.
    auto job = self->spawn<caf::linked + caf::detached>(import_job, path);
    running.emplace(++last, job);
    self->monitor(job, [this, id = last](const caf::error& reason) {
      running.erase(id);
      if (reason && reason != caf::exit_reason::normal) self->println("import failed: {}", reason);
    });
  }
  static constexpr std::size_t most = 8;
  caf::event_based_actor* self;
  std::map<int, caf::actor> running;
  int last = 0;
};
