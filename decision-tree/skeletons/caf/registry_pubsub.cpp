// A group is a topic; an actor that ends has left it. Groups are gone in CAF 1.0.
#include <caf/all.hpp>

#include <string>

using news_atom = caf::atom_constant<caf::atom("news")>;
void show(const std::string& text);

caf::behavior reader(caf::event_based_actor* self) {
  self->join(self->system().groups().get_local("weather"));
  return {
      [=](news_atom, const std::string& text) { show(text); },
  };
}

void publish(caf::event_based_actor* self, const std::string& text) {
  self->send(self->system().groups().get_local("weather"), news_atom::value, text);
}
