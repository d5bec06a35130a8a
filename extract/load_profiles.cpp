// The profiles of a run: the built-in ones and the user's, those that extend others completed.
#include "extract/profile.h"
#include "libraries/profiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <functional>
#include <map>

namespace dramaturg {
namespace {

/// A profile's own entries come first: where several fit, they are the more special ones.
template <class... Members>
void append(Profile& to, const Profile& from, Members... members) {
  ((to.*members).insert((to.*members).end(), (from.*members).begin(), (from.*members).end()), ...);
}

void extend(Profile& profile, const Profile& base) {
  if (profile.defaults == Library{}) profile.defaults = base.defaults;
  profile.constructorRunsInSpawner |= base.constructorRunsInSpawner;
  append(profile, base, &Profile::actors, &Profile::configuration, &Profile::state, &Profile::makers,
         &Profile::behaviours, &Profile::handles, &Profile::groups, &Profile::notices, &Profile::replies,
         &Profile::atoms, &Profile::never, &Profile::durations, &Profile::neverWaits, &Profile::resources,
         &Profile::locks, &Profile::observers, &Profile::threads, &Profile::several, &Profile::queues,
         &Profile::mailboxes, &Profile::futures, &Profile::entries, &Profile::spawnOptions, &Profile::dispatchers,
         &Profile::emitters, &Profile::discards, &Profile::wrappers, &Profile::placers, &Profile::promises,
         &Profile::asks, &Profile::strands, &Profile::loops);
  if (profile.anyMessage.empty()) profile.anyMessage = base.anyMessage;
  const auto own = profile.functions.size();
  for (const Api& api : base.functions) {
    const auto mine = llvm::ArrayRef(profile.functions).take_front(own);
    if (llvm::none_of(mine, [&](const Api& other) { return other.name == api.name; })) profile.functions.push_back(api);
  }
}

}  // namespace

std::vector<ProfileEntry> entriesOf(const Profile& profile) {
  std::vector<ProfileEntry> entries;
  const auto add = [&](const char* section, const auto& items, auto name) {
    for (const auto& item : items) entries.push_back({&profile, section, &std::invoke(name, item)});
  };
  add("actors", profile.actors, [](const ActorBase& a) -> auto& {
    return a.stateClass ? a.start : a.holds.empty() ? a.base : a.holds.front();
  });
  add("state", profile.state, &TypeArgument::type);
  add("makers", profile.makers, &TypeArgument::type);
  add("dispatchers", profile.dispatchers, &Dispatcher::message);
  add("wrappers", profile.wrappers, &TypeArgument::type);
  add("mailboxes", profile.mailboxes, &MailboxType::type);
  add("notices", profile.notices, &Notice::type);
  add("asks", profile.asks, &AskType::type);
  add("replies", profile.replies, &ReplyType::type);
  add("atoms", profile.atoms, &AtomType::templateName);
  add("spawn-options", profile.spawnOptions, &SpawnOption::enumerator);
  add("functions", profile.functions, &Api::name);
  constexpr std::pair<const char*, std::vector<std::string> Profile::*> kNames[] = {
      {"configuration", &Profile::configuration},
      {"behaviours", &Profile::behaviours},
      {"handles", &Profile::handles},
      {"groups", &Profile::groups},
      {"placers", &Profile::placers},
      {"never", &Profile::never},
      {"durations", &Profile::durations},
      {"resources", &Profile::resources},
      {"locks", &Profile::locks},
      {"observers", &Profile::observers},
      {"threads", &Profile::threads},
      {"several", &Profile::several},
      {"queues", &Profile::queues},
      {"futures", &Profile::futures},
      {"entries", &Profile::entries},
      {"emitters", &Profile::emitters},
      {"discards", &Profile::discards},
      {"strands", &Profile::strands},
      {"loops", &Profile::loops}};
  for (const auto& [section, names] : kNames) add(section, profile.*names, std::identity{});
  return entries;
}

std::optional<std::vector<Profile>> loadProfiles(const std::vector<std::string>& files, std::string& error) {
  std::vector<Profile> profiles;
  const auto add = [&](std::string_view text, std::string_view name) {
    auto profile = readProfile(text, name, error);
    if (!profile) return false;
    if (!profile->extends.empty()) {
      const auto base = llvm::find_if(profiles, [&](const Profile& p) { return p.library == profile->extends; });
      if (base == profiles.end()) {
        error = "library profile `" + std::string(name) + "` extends `" + profile->extends +
                "`, which is no library read before it";
        return false;
      }
      extend(*profile, *base);
    }
    profiles.push_back(std::move(*profile));
    return true;
  };
  for (const EmbeddedFile& file : libraryProfiles())
    if (!add(file.text, file.name)) return std::nullopt;
  for (const std::string& file : files) {
    auto buffer = llvm::MemoryBuffer::getFile(file, /*IsText=*/true);
    if (!buffer) {
      error = "library profile `" + file + "` cannot be read: " + buffer.getError().message();
      return std::nullopt;
    }
    if (!add((*buffer)->getBuffer(), file)) return std::nullopt;
  }
  return profiles;
}

const std::vector<Profile>* profilesFor(const std::vector<std::string>& files, std::string& error) {
  static std::map<std::vector<std::string>, std::vector<Profile>> loaded;
  if (const auto known = loaded.find(files); known != loaded.end()) return &known->second;
  auto profiles = loadProfiles(files, error);
  return profiles ? &loaded.emplace(files, std::move(*profiles)).first->second : nullptr;
}

}  // namespace dramaturg
