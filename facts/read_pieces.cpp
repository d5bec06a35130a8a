#include "facts/codec.h"
#include "facts/piece_format.h"
#include "facts/pieces.h"

#include <algorithm>
#include <type_traits>

namespace dramaturg {
namespace {

template <class T>
Decoded<T> result(codec::Reader<>& reader, T value) {
  reader.expectEnd();
  if (reader.failed()) return {std::nullopt, std::move(reader.error)};
  return {std::move(value), {}};
}

std::vector<std::string_view> getTexts(codec::Reader<>& reader) {
  std::vector<std::string_view> texts;
  const std::size_t count = reader.getCount();
  texts.reserve(count);
  for (std::size_t i = 0; i < count; ++i) texts.push_back(reader.getText());
  return texts;
}

}  // namespace

Decoded<PieceKeys> readKeys(std::string_view bytes) {
  codec::Reader reader(bytes);
  PieceKeys keys;
  keys.symbols = getTexts(reader);
  keys.files = getTexts(reader);
  keys.definitions.resize(reader.getCount());
  for (Definition& one : keys.definitions) {
    std::uint8_t kind = 0;
    reader.get(kind), reader.get(one.symbol), reader.get(one.file);
    one.kind = static_cast<Definition::Kind>(kind);
    if (kind > static_cast<std::uint8_t>(Definition::Kind::library) || one.symbol >= keys.symbols.size() ||
        one.file >= keys.files.size())
      reader.fail("no such definition");
  }
  return result(reader, std::move(keys));
}

bool readNames(std::string_view bytes, std::vector<std::string_view>& all) {
  codec::Reader reader(bytes);
  for (std::size_t left = reader.getCount(); left > 0 && !reader.failed(); --left) all.push_back(reader.getText());
  return reader.done() && !reader.failed();
}

Decoded<UnitFacts> readFacts(std::string_view bytes, std::span<const Symbol> symbols, std::span<const FileId> files) {
  codec::Reader reader(bytes, codec::NewNumbers{symbols, files});
  UnitFacts facts;
  forEachSequence([&](auto member) { reader.get(facts.*member); });
  reader.expectEnd();
  if (reader.failed()) return {std::nullopt, std::move(reader.error)};
  return {std::move(facts), {}};
}

namespace {

class EventSkimmer {
 public:
  explicit EventSkimmer(codec::Reader<codec::NewNumbers>& reader) : reader_(reader) {}

  void operator()(const char* name, auto& member) { reader_(name, member); }
  void operator()(const char*, Place&) { reader_.skip<Place>(); }
  void operator()(const char*, EventKind& what) {
    // Every other event is one of these, and nobody wants to know of which field.
    const std::size_t kind = reader_.getKind();
    if (!skipped<StateRead>(kind, what) && !skipped<StateWrite>(kind, what) && !reader_.failed())
      reader_.getAlternative(what, kind);
  }

 private:
  template <class Kind>
  bool skipped(std::size_t kind, EventKind& what) {
    if (kind != kEventKind<Kind>) return false;
    reader_.skip<Kind>();
    what.emplace<Kind>();
    return true;
  }

  codec::Reader<codec::NewNumbers>& reader_;
};

/// Reads functions without keeping what is large in them.
class FunctionSkimmer {
 public:
  FunctionSkimmer(codec::Reader<codec::NewNumbers>& reader, const FunctionViewer& viewer)
      : reader_(reader), viewer_(viewer) {}

  void skim(std::size_t offset) {
    fields(*this, function_);
    if (!reader_.failed()) viewer_.end(function_, events_, offset);
  }

  void operator()(const char* name, auto& member) { reader_(name, member); }
  void operator()(const char*, std::vector<Parameter>&) { reader_.skip<std::vector<Parameter>>(); }
  void operator()(const char*, std::vector<Capture>&) { reader_.skip<std::vector<Capture>>(); }
  void operator()(const char*, std::vector<Condition>&) {
    conditions_ = reader_.getCount();
    for (std::size_t i = 0; i < conditions_; ++i) reader_.skip<Condition>();
  }
  void operator()(const char*, std::vector<Event>&) {
    const std::size_t count = reader_.getCount();
    for (events_ = 0; events_ < count && !reader_.failed(); ++events_) {
      EventSkimmer skimmer(reader_);
      fields(skimmer, event_);
      if (!codec::isSound(event_, function_.loops.size(), conditions_)) reader_.fail("no such loop or condition");
      if (!reader_.failed()) viewer_.event(function_, event_);
    }
  }

 private:
  codec::Reader<codec::NewNumbers>& reader_;
  const FunctionViewer& viewer_;
  // One of each for all: what they have allocated serves the next.
  Function function_;
  Event event_;
  std::size_t conditions_ = 0;
  std::uint32_t events_ = 0;
};

}  // namespace

Decoded<UnitFacts> readFacts(std::string_view bytes, std::span<const Symbol> symbols, std::span<const FileId> files,
                             const FunctionViewer& viewer) {
  codec::Reader reader(bytes, codec::NewNumbers{symbols, files});
  FunctionSkimmer skimmer(reader, viewer);
  UnitFacts facts;
  forEachSequence([&](auto member) {
    if constexpr (std::is_same_v<decltype(member), std::vector<Function> UnitFacts::*>) {
      for (std::size_t left = reader.getCount(); left > 0 && !reader.failed(); --left)
        skimmer.skim(bytes.size() - reader.rest());
    } else {
      reader.get(facts.*member);
    }
  });
  reader.expectEnd();
  if (reader.failed()) return {std::nullopt, std::move(reader.error)};
  return {std::move(facts), {}};
}

Decoded<Function> readFunction(std::string_view bytes, std::size_t offset, std::span<const Symbol> symbols,
                               std::span<const FileId> files) {
  codec::Reader reader(bytes.substr(std::min(offset, bytes.size())), codec::NewNumbers{symbols, files});
  Function function;
  reader.get(function);
  if (reader.failed()) return {std::nullopt, std::move(reader.error)};
  return {std::move(function), {}};
}

}  // namespace dramaturg
