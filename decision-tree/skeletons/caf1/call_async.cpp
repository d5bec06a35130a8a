// The answer, the failure and the time-out arrive later. Meanwhile this actor handles other messages.
#include <caf/all.hpp>

#include <chrono>
#include <string>

constexpr auto price_limit = std::chrono::milliseconds(500);

struct till {
  till(caf::event_based_actor* actor, caf::actor prices) : self(actor), catalogue(std::move(prices)) {}

  caf::behavior make_behavior() {
    return {
        [this](caf::put_atom, const std::string& article) {
          auto sold = self->make_response_promise<long>();
          self->mail(caf::get_atom_v, article)
              .request(catalogue, price_limit)
              .then(
                  [this, sold](long price) mutable {
                    total += price;
                    sold.deliver(price);
                  },
                  [sold](caf::error& reason) mutable { sold.deliver(std::move(reason)); });
          return sold;
        },
    };
  }
  caf::event_based_actor* self;
  caf::actor catalogue;
  long total = 0;
};
