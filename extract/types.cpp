#include "extract/types.h"

#include "clang/AST/DeclTemplate.h"

namespace dramaturg {
namespace {

constexpr int kDeepest = 4;  // members of members looked into

clang::PrintingPolicy policyOf(const Unit& unit) {
  clang::PrintingPolicy policy(unit.ast.getPrintingPolicy());
  policy.SuppressInlineNamespace = llvm::to_underlying(clang::PrintingPolicy::SuppressInlineNamespaceMode::All);
  policy.SuppressTagKeyword = true;
  policy.SuppressDefaultTemplateArgs = true;
  return policy;
}

/// CAF's atoms: six bits a character behind a leading 0xF.
std::string decodeSixBit(std::uint64_t value) {
  constexpr char kAlphabet[] = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  std::string text;
  bool started = false;
  for (int shift = 60; shift >= 0; shift -= 6) {
    const auto six = static_cast<unsigned>((value >> shift) & 0x3F);
    if (started)
      text += kAlphabet[six];
    else
      started = (value >> shift & 0xF) == 0xF;
  }
  return text;
}

/// The name that an atom type stands for, else empty.
std::string atomName(Unit& unit, clang::QualType type) {
  const auto* special = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!special || special->getTemplateArgs().size() != 1) return {};
  const auto& argument = special->getTemplateArgs()[0];
  if (argument.getKind() != clang::TemplateArgument::Integral) return {};
  const std::string name = Unit::qualifiedName(special);
  const auto* atom = unit.entryOf(&Profile::atoms, &AtomType::templateName, name);
  return atom && atom->encoding == "caf-six-bit" ? decodeSixBit(argument.getAsIntegral().getZExtValue()) : "";
}

/// An element whose value decides which message it is.
bool isAnyAtom(const Unit& unit, clang::QualType type) {
  const auto* declaration = type->getAsTagDecl();
  if (!declaration) return false;
  const std::string name = Unit::qualifiedName(declaration);
  for (const Profile& profile : unit.profiles)
    for (const AtomType& atom : profile.atoms)
      if (atom.value == name) return true;
  return false;
}

bool isTextLiteral(clang::QualType type) {
  if (const auto* array = type->getAsArrayTypeUnsafe()) return array->getElementType()->isCharType();
  return type->isPointerType() && type->getPointeeType()->isCharType() && type->getPointeeType().isConstQualified();
}

std::string canonicalName(const Unit& unit, clang::QualType type) {
  return type.getCanonicalType().getUnqualifiedType().getAsString(policyOf(unit));
}

/// Template arguments that are types.
std::vector<clang::QualType> typeArguments(const clang::CXXRecordDecl* record) {
  std::vector<clang::QualType> types;
  const auto* special = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
  if (!special) return types;
  for (const auto& argument : special->getTemplateArgs().asArray()) {
    if (argument.getKind() == clang::TemplateArgument::Type) types.push_back(argument.getAsType());
    if (argument.getKind() == clang::TemplateArgument::Pack)
      for (const auto& element : argument.pack_elements())
        if (element.getKind() == clang::TemplateArgument::Type) types.push_back(element.getAsType());
  }
  return types;
}

bool isHandleType(Unit& unit, const clang::CXXRecordDecl* record) {
  const std::string name = Unit::qualifiedName(record);
  return unit.listing(&Profile::handles, name) != nullptr;
}

bool carriesHandle(Unit& unit, clang::QualType type, int depth) {
  type = type.getNonReferenceType();
  if (unit.actorBehind(type)) return true;
  if (type->isPointerType()) return depth > 0 && carriesHandle(unit, type->getPointeeType(), depth - 1);
  const auto* record = type->getAsCXXRecordDecl();
  if (!record) return false;
  if (isHandleType(unit, record)) return true;
  if (depth == 0) return false;
  for (const clang::QualType argument : typeArguments(record)) {
    if (argument->isFunctionType()) continue;
    if (unit.actorBaseOf(argument->getAsCXXRecordDecl()) || carriesHandle(unit, argument, depth - 1)) return true;
  }
  return false;
}

/// A class with a lock or only atomic state is made to be shared.
bool isThreadSafe(Unit& unit, const clang::CXXRecordDecl* record) {
  record = unit.project.definitionOf(record);
  if (!record) return false;
  const std::string own = Unit::qualifiedName(record);
  if (llvm::StringRef(own).starts_with("std::atomic")) return true;
  for (const auto* field : record->fields()) {
    const auto* type = field->getType()->getAsCXXRecordDecl();
    if (!type) continue;
    const std::string name = Unit::qualifiedName(type);
    if (llvm::StringRef(name).ends_with("mutex") && name.starts_with("std::")) return true;
  }
  return false;
}

Ownership pointee(Unit& unit, clang::QualType target, Ownership writable) {
  if (target.isConstQualified()) return Ownership::sharedConst;
  const auto* record = target->getAsCXXRecordDecl();
  if (record && (isHandleType(unit, record) || unit.actorBaseOf(record) || isThreadSafe(unit, record)))
    return Ownership::handle;
  return writable;
}

/// Harm that a member does to its message; the worst one decides.
int harm(Ownership ownership) {
  switch (ownership) {
    case Ownership::sharedMutable:
      return 3;
    case Ownership::rawPointer:
      return 2;
    case Ownership::reference:
      return 1;
    default:
      return 0;
  }
}

Ownership ownershipOf(Unit& unit, clang::QualType type, std::string* member, int depth);

Ownership worstMember(Unit& unit, const clang::CXXRecordDecl* record, std::string* member, int depth) {
  Ownership worst = Ownership::value;
  const auto consider = [&](clang::QualType type, llvm::StringRef name) {
    std::string inner;
    const Ownership ownership = ownershipOf(unit, type, &inner, depth - 1);
    if (harm(ownership) <= harm(worst)) return;
    worst = ownership;
    if (member) *member = name.empty() ? inner : inner.empty() ? name.str() : name.str() + "." + inner;
  };
  for (const clang::QualType argument : typeArguments(record)) consider(argument, "");
  if (!unit.isProject(record->getLocation())) return worst;  // other libraries' insides are their own affair
  for (const auto& base : record->bases()) consider(base.getType(), "");
  for (const auto* field : record->fields()) consider(field->getType(), field->getName());
  return worst;
}

Ownership ownershipOf(Unit& unit, clang::QualType type, std::string* member, int depth) {
  if (type->isReferenceType())
    return type->getPointeeType().isConstQualified() ? Ownership::value : Ownership::reference;
  if (type->isFunctionPointerType()) return Ownership::value;
  if (type->isPointerType()) return pointee(unit, type->getPointeeType(), Ownership::rawPointer);
  const auto* record = type->getAsCXXRecordDecl();
  if (!record || depth <= 0) return Ownership::value;
  const std::string name = Unit::qualifiedName(record);
  const auto arguments = typeArguments(record);
  const bool shared = name == "std::shared_ptr" || name == "boost::shared_ptr" || name == "boost::intrusive_ptr" ||
                      name == "std::weak_ptr";
  // A library's own counting pointer is a handle when it points to an actor, and shared memory when it does not.
  const bool counts = name.ends_with("intrusive_ptr") && !arguments.empty();
  const bool toActor = counts && unit.actorBaseOf(arguments[0]->getAsCXXRecordDecl());
  if (isHandleType(unit, record) && (toActor || !counts)) return Ownership::handle;
  if ((shared || counts) && !arguments.empty()) return pointee(unit, arguments[0], Ownership::sharedMutable);
  if (name.ends_with("::unique_ptr")) return Ownership::unique;  // libraries that bring their own
  if (name == "std::reference_wrapper" && !arguments.empty()) return pointee(unit, arguments[0], Ownership::reference);
  if (name == "std::basic_string_view" || name == "std::span") return Ownership::reference;
  const auto* definition = unit.project.definitionOf(record);
  return !definition ? Ownership::value : worstMember(unit, definition, member, depth);
}

/// Whether the type, what it points to or what it is made of is a class that a profile lists under `list`.
bool mentions(Unit& unit, clang::QualType type, std::vector<std::string> Profile::* list, int depth = 2) {
  type = type.getNonReferenceType();
  if (type->isPointerType()) return mentions(unit, type->getPointeeType(), list, depth);
  const auto* record = type->getAsCXXRecordDecl();
  if (!record) return false;
  const std::string name = Unit::qualifiedName(record);
  if (unit.listing(list, name)) return true;
  if (depth == 0) return false;
  return llvm::any_of(typeArguments(record),
                      [&](clang::QualType argument) { return mentions(unit, argument, list, depth - 1); });
}

}  // namespace

clang::QualType messageElement(Unit& unit, clang::QualType type) {
  type = type.getNonReferenceType().getUnqualifiedType();
  const bool decays = type->isArrayType() || type->isFunctionType();
  return decays ? unit.ast.getDecayedType(type).getUnqualifiedType() : type;
}

clang::QualType unwrapped(Unit& unit, clang::QualType type) {
  if (type.isNull()) return type;
  const auto* special =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!special) return type;
  const std::string name = Unit::qualifiedName(special);
  for (const Profile& profile : unit.profiles)
    for (const TypeArgument& wrapper : profile.wrappers) {
      if (wrapper.type != name) continue;
      if (wrapper.argument >= special->getTemplateArgs().size()) continue;
      const clang::TemplateArgument& inner = special->getTemplateArgs()[wrapper.argument];
      if (inner.getKind() != clang::TemplateArgument::Type) continue;
      unit.matched(wrapper.type);
      return unwrapped(unit, inner.getAsType());
    }
  return type;
}

bool isWrapper(Unit& unit, clang::QualType type) {
  const auto* special = type.getNonReferenceType()->getAs<clang::TemplateSpecializationType>();
  const auto* pattern = special ? special->getTemplateName().getAsTemplateDecl() : nullptr;
  return pattern && unit.entryOf(&Profile::wrappers, &TypeArgument::type, Unit::qualifiedName(pattern));
}

bool denotesGroup(Unit& unit, clang::QualType type) { return mentions(unit, type, &Profile::groups, 1); }

bool isPlacer(Unit& unit, clang::QualType type) { return mentions(unit, type, &Profile::placers, 1); }

Symbol wrappedIn(Unit& unit, const std::string& wrapper, Symbol message) {
  if (message == Symbol::none) return Symbol::none;
  const auto around = [&](std::string_view signature) {
    return "(" + wrapper + "<" + std::string(signature.substr(1, signature.size() - 2)) + ">)";
  };
  return unit.word(around(unit.keyOf(message)), around(unit.nameOf(message)));
}

Symbol messageOf(Unit& unit, const std::vector<clang::QualType>& elements) {
  std::string key = "(";
  std::string name = "(";
  for (const clang::QualType given : elements) {
    if (given.isNull() || given->isDependentType()) return Symbol::none;
    const clang::QualType type = unwrapped(unit, given).getNonReferenceType().getUnqualifiedType();
    if (isAnyAtom(unit, type)) return Symbol::none;
    if (key.size() > 1) key += ", ", name += ", ";
    if (const BaseUse actor = unit.actorBehind(type); actor && !actor.profile->handles.empty()) {
      key += actor.profile->handles.front(), name += actor.profile->handles.front();
      continue;
    }
    if (isTextLiteral(type)) {
      key += "std::basic_string<char>", name += "std::string";
      continue;
    }
    key += canonicalName(unit, type);
    const std::string atom = atomName(unit, type);
    name += atom.empty() ? typeName(unit, type) : atom;
  }
  return unit.word(key + ")", name + ")");
}

bool carriesHandle(Unit& unit, clang::QualType type) { return !type.isNull() && carriesHandle(unit, type, 2); }

Ownership ownershipOf(Unit& unit, clang::QualType type, std::string* member) {
  return ownershipOf(unit, type, member, kDeepest);
}

FieldRole fieldRole(Unit& unit, clang::QualType type) {
  if (carriesHandle(unit, type)) return FieldRole::actorHandle;
  if (mentions(unit, type, &Profile::locks)) return FieldRole::synchronisation;
  if (mentions(unit, type, &Profile::resources)) return FieldRole::resource;
  if (mentions(unit, type, &Profile::observers)) return FieldRole::observability;
  return FieldRole::data;
}

std::string typeName(Unit& unit, clang::QualType type) {
  // As written, unless that is a computation of types, which says less than its result.
  const std::string written = type.getUnqualifiedType().getAsString(policyOf(unit));
  const std::string canonical = canonicalName(unit, type);
  return canonical.size() < written.size() ? canonical : written;
}

}  // namespace dramaturg
