// What types say: messages, handles, ownership.
#pragma once

#include "extract/unit.h"

namespace dramaturg {

/// The signature of a message with these element types, as the receiver's library compares it: decayed, text
/// literals as `std::string`, an actor as its handle. None if an element's type is not known.
Symbol messageOf(Unit& unit, const std::vector<clang::QualType>& elements);

/// The signature of the message that has a class template around the only element of this one.
Symbol wrappedIn(Unit& unit, const std::string& wrapper, Symbol message);

/// One element type, as in `messageOf`.
clang::QualType messageElement(Unit& unit, clang::QualType type);

/// Without the library's wrappers around messages.
clang::QualType unwrapped(Unit& unit, clang::QualType type);
/// Whether a function's declared parameter is such a wrapper, whatever is in it.
bool isWrapper(Unit& unit, clang::QualType type);
/// Whether values of this type stand for no actor, or for any number: a topic, a channel.
bool denotesGroup(Unit& unit, clang::QualType type);
/// Whether values of this type say where an actor runs.
bool isPlacer(Unit& unit, clang::QualType type);

/// Whether values of this type denote actors, or hold values that do.
bool carriesHandle(Unit& unit, clang::QualType type);

/// Who else can reach the memory of a value of this type, looking through members. `member` gets the name of the
/// member that decides, if any.
Ownership ownershipOf(Unit& unit, clang::QualType type, std::string* member = nullptr);

/// What copying a value of this type costs.
Bulk bulkOf(Unit& unit, clang::QualType type);
/// Whether that is worth telling.
bool isBulky(const Bulk& bulk);

/// What a member of an actor's state is for.
FieldRole fieldRole(Unit& unit, clang::QualType type);

/// The type as a person writes it.
std::string typeName(Unit& unit, clang::QualType type);

}  // namespace dramaturg
