#include "tool/fact_cache.h"

#include "tool/hash.h"
#include "tool/paths.h"
#include "tool/version.h"

#include <filesystem>
#include <string_view>
#include <utility>

namespace dramaturg {

FactCache::FactCache(const Host& host, const std::string& directory, const std::string& root)
    : host_(host), directory_(directory) {
  if (directory.empty()) return;
  try {
    std::filesystem::create_directories(directory);
    path_ = absolutePath("facts-" + contentHash(root).substr(0, 16) + ".sqlite", directory);
    lasting_ = std::make_unique<FactStore>(host, path_);
  } catch (const std::exception& error) {
    warn(error.what());
  }
}

FactCache::~FactCache() = default;

void FactCache::warn(const std::string& why) {
  warning_ = "the fact cache in `" + directory_ + "` cannot be used (" + why +
             "); units are analysed anew; `--cache-dir` names another place, `--no-cache` goes without";
}

void FactCache::giveUp(const DatabaseError& error) {
  warn(error.what());
  entries_.clear();
  lasting_.reset();
  if (error.damaged) FactStore::remove(path_);
}

std::vector<bool> FactCache::find(std::span<const CacheKey> keys) {
  std::vector<bool> found(keys.size());
  if (!lasting_) return found;
  std::unordered_map<std::string_view, std::string_view> stamps;
  for (const CacheKey& key : keys) stamps.emplace(key.unit, key.stamp);
  try {
    auto fresh = lasting_->freshUnits([&](std::string_view unit, std::string_view stamp) {
      const auto wanted = stamps.find(unit);
      return wanted != stamps.end() && wanted->second == stamp;
    });
    for (auto& [unit, stored] : fresh) entries_[unit] = {true, std::move(stored)};
    for (std::size_t i = 0; i < keys.size(); ++i) found[i] = fresh.contains(keys[i].unit);
  } catch (const DatabaseError& error) {
    giveUp(error);
  }
  return found;
}

void FactCache::store(const CacheKey& key, UnitFacts facts) {
  const bool whole = !facts.partial && facts.problems.empty();
  if (whole && lasting_ && writable_) {
    try {
      entries_[key.unit] = {true, lasting_->put(key.unit, key.stamp, facts)};
      return;
    } catch (const DatabaseError& error) {
      writable_ = false;
      warn(error.what());
    }
  }
  entries_[key.unit] = {false, storePassing(key, facts)};
}

StoredUnit FactCache::storePassing(const CacheKey& key, const UnitFacts& facts) {
  if (!passing_) passing_ = std::make_unique<FactStore>(host_, "");
  return passing_->put(key.unit, key.stamp, facts);
}

std::optional<UnitFacts> FactCache::load(const CacheKey& key) try {
  const Location location = locate(key);
  return location.store ? location.store->unit(*location.unit) : std::nullopt;
} catch (const DatabaseError& error) {
  giveUp(error);
  return std::nullopt;
}

FactCache::Location FactCache::locate(const CacheKey& key) const {
  const auto known = entries_.find(key.unit);
  if (known == entries_.end()) return {};
  return {known->second.lasting ? lasting_.get() : passing_.get(), &known->second.unit};
}

bool FactCache::hasInputBelow(const std::string& path) const {
  return (lasting_ && lasting_->hasInputBelow(path)) || (passing_ && passing_->hasInputBelow(path));
}

std::string cacheDirectory(const Host& host, const std::string& given) {
  const auto versioned = [](const std::string& directory) { return absolutePath(kVersion, directory); };
  if (!given.empty()) return versioned(absolutePath(given, host.currentDirectory()));
  if (const auto xdg = host.variable("XDG_CACHE_HOME"); xdg && xdg->starts_with('/'))
    return versioned(*xdg + "/dramaturg");
  if (const auto home = host.variable("HOME"); home && home->starts_with('/'))
    return versioned(*home + "/.cache/dramaturg");
  return {};
}

}  // namespace dramaturg
