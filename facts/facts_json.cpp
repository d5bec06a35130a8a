#include "facts/facts_json.h"

#include "facts/fields.h"
#include "facts/references.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace dramaturg {
namespace {

using Json = nlohmann::ordered_json;

/// What JSON has as it is: text, numbers, truth values.
template <class T>
concept Plain = std::same_as<T, std::string> || std::is_arithmetic_v<T>;

/// Makes JSON of values; `unit` has the names of symbols and files, null while rendering defaults.
class ToJson {
 public:
  explicit ToJson(const UnitFacts* unit) : unit_(unit) {}

  Json of(Symbol symbol) const { return numbered(static_cast<std::size_t>(symbol), symbolName(symbol)); }
  Json of(FileId file) const { return numbered(static_cast<std::size_t>(file), fileName(file)); }
  template <ListedEnum E>
  Json of(E value) const {
    return kEnumNames<E>[static_cast<std::size_t>(value)];
  }
  template <class T>
  Json of(const std::vector<T>& items) const {
    Json array = Json::array();
    for (const T& item : items) array.push_back(of(item));
    return array;
  }
  Json of(const EventKind& what) const {
    return std::visit([&](const auto& kind) { return Json{{kEventNames[what.index()], of(kind)}}; }, what);
  }
  template <Listed T>
  Json of(const T& x) const {
    static const Json usual = ToJson(nullptr).members(T{});
    Json all = members(x);
    Json object = Json::object();
    for (auto& [name, value] : all.items())
      if (usual.at(name) != value) object[name] = std::move(value);
    return object;
  }
  Json of(const Plain auto& plain) const { return plain; }

 private:
  template <class T>
  Json members(const T& x) const {
    Json object = Json::object();
    auto see = [&](const char* name, const auto& member) { object[name] = of(member); };
    fields(see, x);
    return object;
  }
  static Json numbered(std::size_t number, const std::string& name) {
    return number == 0 ? Json() : Json(name + "#" + std::to_string(number));
  }
  std::string symbolName(Symbol symbol) const {
    const auto at = static_cast<std::size_t>(symbol);
    return unit_ && at < unit_->symbols.size() ? unit_->symbols[at].name : std::string();
  }
  std::string fileName(FileId file) const {
    const auto at = static_cast<std::size_t>(file);
    return unit_ && at < unit_->files.size() ? unit_->files[at] : std::string();
  }

  const UnitFacts* unit_;
};

/// Takes values out of JSON; throws `std::runtime_error` or nlohmann's exceptions at what does not fit.
struct FromJson {
  template <class Id>
    requires(std::same_as<Id, Symbol> || std::same_as<Id, FileId>)
  void get(const Json& json, Id& id) const {
    if (json.is_null()) return;
    const auto& text = json.get_ref<const std::string&>();
    const std::size_t digits = text.rfind('#') + 1;
    std::uint32_t number = 0;
    const auto [end, problem] = std::from_chars(text.data() + digits, text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size())
      throw std::runtime_error("no number in `" + text + "`");
    id = static_cast<Id>(number);
  }
  template <ListedEnum E>
  void get(const Json& json, E& value) const {
    const auto& names = kEnumNames<E>;
    const auto& text = json.get_ref<const std::string&>();
    const auto at = std::find(names.begin(), names.end(), text);
    if (at == names.end()) throw std::runtime_error("no such value: `" + text + "`");
    value = static_cast<E>(at - names.begin());
  }
  template <class T>
  void get(const Json& json, std::vector<T>& items) const {
    if (!json.is_array()) throw std::runtime_error("not an array: " + json.dump());
    for (const Json& item : json) get(item, items.emplace_back());
  }
  void get(const Json& json, EventKind& what) const {
    if (!json.is_object() || json.size() != 1) throw std::runtime_error("not an event: " + json.dump());
    const auto at = std::find(kEventNames.begin(), kEventNames.end(), json.begin().key());
    if (at == kEventNames.end()) throw std::runtime_error("no such event: `" + json.begin().key() + "`");
    getAlternative(json.begin().value(), what, static_cast<std::size_t>(at - kEventNames.begin()));
  }
  template <Listed T>
  void get(const Json& json, T& x) const {
    if (!json.is_object()) throw std::runtime_error("not an object: " + json.dump());
    std::size_t known = 0;
    auto see = [&](const char* name, auto& member) {
      const auto at = json.find(name);
      if (at != json.end()) ++known, get(*at, member);
    };
    fields(see, x);
    if (known != json.size()) throw std::runtime_error("a member that no such fact has: " + json.dump());
  }
  void get(const Json& json, Plain auto& plain) const { json.get_to(plain); }

 private:
  template <std::size_t I = 0>
  void getAlternative(const Json& json, EventKind& what, std::size_t index) const {
    if constexpr (I < std::variant_size_v<EventKind>) {
      if (index == I)
        get(json, what.emplace<I>());
      else
        getAlternative<I + 1>(json, what, index);
    }
  }
};

}  // namespace

std::string toJson(const UnitFacts& unit) {
  // Source text may be in any encoding; JSON is UTF-8.
  return ToJson(&unit).of(unit).dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Decoded<UnitFacts> fromJson(std::string_view text) {
  try {
    UnitFacts unit;
    FromJson().get(Json::parse(text), unit);
    if (std::string dangling = danglingReference(unit); !dangling.empty()) return {std::nullopt, std::move(dangling)};
    return {std::move(unit), {}};
  } catch (const std::exception& problem) {  // nlohmann's errors and ours
    return {std::nullopt, problem.what()};
  }
}

}  // namespace dramaturg
