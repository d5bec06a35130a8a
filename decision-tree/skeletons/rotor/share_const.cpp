// A message is one object for all who get it, and not constant: what is large in it is a pointer to a constant.
#include <rotor.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace r = rotor;
using image_t = std::vector<unsigned char>;
struct show_t {
  std::shared_ptr<const image_t> picture;
  std::string title;
};

struct studio_t : r::actor_base_t {
  using r::actor_base_t::actor_base_t;

  void show(const std::vector<r::address_ptr_t>& screens, image_t picture, const std::string& title) {
    const auto shared = std::make_shared<const image_t>(std::move(picture));
    for (const r::address_ptr_t& screen : screens) send<show_t>(screen, show_t{shared, title});
  }
};
