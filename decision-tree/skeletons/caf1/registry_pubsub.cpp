// CAF 1.x has no groups: a topic is an actor that keeps its members and forgets those that end.
#include <caf/all.hpp>

#include <map>
#include <string>

struct topic {
  explicit topic(caf::event_based_actor* actor) : self(actor) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::join_atom, const caf::actor& member) {
          if (!members.emplace(member.address(), member).second) return;
          self->monitor(member, [this, address = member.address()](const caf::error&) { members.erase(address); });
        },
        [this](caf::leave_atom, const caf::actor& member) { members.erase(member.address()); },
        [this](caf::publish_atom, const std::string& news) {
          for (const auto& [address, member] : members) self->mail(news).send(member);
        },
    };
  }
  caf::event_based_actor* self;
  std::map<caf::actor_addr, caf::actor> members;
};
