// One function per state. What a state cannot handle yet waits in the mailbox, and each state has its own time-out.
#include <caf/all.hpp>

#include <chrono>
#include <string>

using connected_atom = caf::atom_constant<caf::atom("connected")>;
using lost_atom = caf::atom_constant<caf::atom("lost")>;
using send_atom = caf::atom_constant<caf::atom("send")>;
void write(const std::string& text);

caf::behavior connecting(caf::event_based_actor* self);

caf::behavior ready(caf::event_based_actor* self) {
  return {
      [=](send_atom, const std::string& text) { write(text); },
      [=](lost_atom) { self->become(connecting(self)); },
  };
}

caf::behavior connecting(caf::event_based_actor* self) {
  return {
      [=](connected_atom) { self->become(ready(self)); },
      caf::after(std::chrono::seconds(10)) >> [=] { self->quit(caf::sec::request_timeout); },
  };
}

caf::behavior link(caf::event_based_actor* self) {
  self->set_default_handler(caf::skip);
  return connecting(self);
}
