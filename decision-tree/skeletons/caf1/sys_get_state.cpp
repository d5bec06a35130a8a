// A handler that describes the state to a person. It answers with text, so that no feature is built on it.
#include <caf/all.hpp>

#include <string>

CAF_BEGIN_TYPE_ID_BLOCK(stocks, caf::first_custom_type_id)
CAF_ADD_ATOM(stocks, describe_atom)
CAF_END_TYPE_ID_BLOCK(stocks)

struct stock {
  caf::behavior make_behavior() {
    return {
        [this](caf::sub_atom, int wanted) { wanted <= pieces ? pieces -= wanted : ++refused; },
        [this](describe_atom) { return "pieces " + std::to_string(pieces) + ", refused " + std::to_string(refused); },
    };
  }
  int pieces = 100;
  int refused = 0;
};
