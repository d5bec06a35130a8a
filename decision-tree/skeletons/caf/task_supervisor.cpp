// CAF has no task supervisor: an actor that stays starts each job, knows a maximum, hears of its end and stops the
// rest.
#include <caf/all.hpp>

#include <cstddef>
#include <set>
#include <string>

using run_atom = caf::atom_constant<caf::atom("run")>;
void import_job(caf::blocking_actor* self, const std::string& path);

struct imports_state {
  static constexpr std::size_t most = 8;
  std::set<caf::actor_addr> running;
};

caf::behavior imports(caf::stateful_actor<imports_state>* self) {
  self->set_down_handler([=](caf::down_msg& down) {
    self->state.running.erase(down.source);
    if (down.reason && down.reason != caf::exit_reason::normal)
      caf::aout(self) << "import failed: " << self->system().render(down.reason) << std::endl;
  });
  return {
      [=](run_atom, const std::string& path) -> caf::result<void> {
        if (self->state.running.size() == imports_state::most) return caf::make_error(caf::sec::runtime_error, "busy");
        // The job blocks, so it gets a thread of its own; linked, so that it ends with this actor.
        auto job = self->spawn<caf::monitored + caf::linked + caf::detached>(import_job, path);
        self->state.running.insert(job.address());
        return caf::unit;
      },
  };
}
