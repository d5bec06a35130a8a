// The answer, the failure and the time-out arrive later. Meanwhile this actor handles other messages.
#include <caf/all.hpp>

#include <chrono>
#include <string>

using price_atom = caf::atom_constant<caf::atom("price")>;
using sell_atom = caf::atom_constant<caf::atom("sell")>;
constexpr auto price_limit = std::chrono::milliseconds(500);

struct till_state {
  long total = 0;
};

caf::behavior till(caf::stateful_actor<till_state>* self, const caf::actor& catalogue) {
  return {
      [=](sell_atom, const std::string& article) {
        auto sold = self->make_response_promise();
        self->request(catalogue, price_limit, price_atom::value, article)
            .then(
                [=](long price) mutable {
                  self->state.total += price;
                  sold.deliver(price);
                },
                [=](caf::error& reason) mutable { sold.deliver(std::move(reason)); });
        return sold;
      },
  };
}
