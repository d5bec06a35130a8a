// What the worker says of library profiles; the program itself does not read them.
#pragma once

#include <string>
#include <vector>

namespace dramaturg {

struct ProfileListing {
  struct Entry {
    std::string section;  ///< key of the profile: `functions`
    std::string entry;    ///< `acme::Office::post`
  };
  std::string library;
  std::string title;
  std::vector<Entry> entries;
};

/// The built-in profiles and then those of `files` (absolute), in order. Throws `Failure` with what is wrong with a
/// file.
std::vector<ProfileListing> listProfiles(const std::string& worker, const std::vector<std::string>& files);

}  // namespace dramaturg
