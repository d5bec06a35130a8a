// A fixed name in the registry of the system. It is looked up at each use, since the actor behind it may be a new one.
#include <caf/all.hpp>

#include <string>

using print_atom = caf::atom_constant<caf::atom("print")>;
constexpr auto printer_name = caf::atom("printer");

void name_printer(caf::actor_system& system, const caf::actor& printer) {
  system.registry().put(printer_name, caf::actor_cast<caf::strong_actor_ptr>(printer));
  printer->attach_functor([&system](const caf::error&) { system.registry().erase(printer_name); });
}

bool print(caf::event_based_actor* self, const std::string& text) {
  auto printer = self->system().registry().get(printer_name);
  if (!printer) return false;
  self->send(caf::actor_cast<caf::actor>(printer), print_atom::value, text);
  return true;
}
