// One function per state. What a state cannot handle yet is kept in a cache, and waiting has a time-out.
#include <caf/all.hpp>
#include <caf/mail_cache.hpp>

#include <chrono>
#include <string>

CAF_BEGIN_TYPE_ID_BLOCK(link, caf::first_custom_type_id)
CAF_ADD_ATOM(link, connected_atom)
CAF_ADD_ATOM(link, lost_atom)
CAF_END_TYPE_ID_BLOCK(link)
void write(const std::string& text);

struct link {
  explicit link(caf::event_based_actor* actor) : self(actor), later(actor, 100) {}

  caf::behavior make_behavior() { return connecting(); }

  caf::behavior connecting() {
    late.dispose();
    late = self->run_delayed(std::chrono::seconds(10), [this] { self->quit(caf::sec::request_timeout); });
    return {
        [this](connected_atom) {
          late.dispose();
          self->become(ready());
          later.unstash();
        },
        [this](caf::message text) { later.stash(std::move(text)); },
    };
  }
  caf::behavior ready() {
    return {
        [](const std::string& text) { write(text); },
        [this](lost_atom) { self->become(connecting()); },
    };
  }
  caf::event_based_actor* self;
  caf::mail_cache later;
  caf::disposable late;
};
