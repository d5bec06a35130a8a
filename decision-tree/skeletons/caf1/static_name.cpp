// A fixed name in the registry of the system. It is looked up at each use, since the actor behind it may be a new one.
#include <caf/actor_registry.hpp>
#include <caf/all.hpp>

#include <string>

constexpr const char* printer_name = "printer";

void name_printer(caf::actor_system& system, const caf::actor& printer) {
  system.registry().put(printer_name, printer);
  printer->attach_functor([&system](const caf::error&) { system.registry().erase(printer_name); });
}

bool print(caf::event_based_actor* self, const std::string& text) {
  auto printer = self->system().registry().get<caf::actor>(printer_name);
  if (!printer) return false;
  self->mail(caf::put_atom_v, text).send(printer);
  return true;
}
