// A fixed number of workers that block on threads of their own, behind one handle. Which kind of job, each decides
// itself.
#include <caf/all.hpp>

#include <string>

using shrink_atom = caf::atom_constant<caf::atom("shrink")>;
using rotate_atom = caf::atom_constant<caf::atom("rotate")>;
void shrink(const std::string& file);
void rotate(const std::string& file);

caf::behavior worker(caf::event_based_actor*) {
  return {
      [](shrink_atom, const std::string& file) { shrink(file); },
      [](rotate_atom, const std::string& file) { rotate(file); },
  };
}

/// Its queue has no limit; let each sender keep one by waiting for answers.
caf::actor make_pool(caf::actor_system& system, std::size_t size) {
  caf::scoped_execution_unit context{&system};
  auto make = [&] { return system.spawn<caf::detached>(worker); };
  return caf::actor_pool::make(&context, size, make, caf::actor_pool::round_robin());
}
