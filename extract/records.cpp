#include "extract/records.h"

#include "extract/types.h"

#include "clang/AST/DeclTemplate.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

/// What a type is to threads, the class of the project that it is or owns, and the library whose thread it is.
struct Nature {
  MemberKind kind = MemberKind::data;
  const clang::CXXRecordDecl* record = nullptr;
  const Profile* library = nullptr;
};

/// Types of C interfaces are known by their own name only: `pthread_t`.
const Profile* namedType(Unit& unit, clang::QualType type, std::vector<std::string> Profile::* list) {
  for (const auto* alias = type->getAs<clang::TypedefType>(); alias;
       alias = alias->getDecl()->getUnderlyingType()->getAs<clang::TypedefType>())
    if (const auto* profile = unit.listing(list, Unit::qualifiedName(alias->getDecl()))) return profile;
  return nullptr;
}

clang::QualType firstArgument(const clang::CXXRecordDecl* record) {
  const auto* special = dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
  if (!special || special->getTemplateArgs().size() == 0) return {};
  const auto& first = special->getTemplateArgs()[0];
  return first.getKind() == clang::TemplateArgument::Type ? first.getAsType() : clang::QualType();
}

Nature severalOf(Nature element) {
  if (element.kind == MemberKind::thread) element.kind = MemberKind::threads;
  return element.kind == MemberKind::threads ? element : Nature{};
}

/// A class template around a single number that it converts to: `std::atomic<bool>`.
bool isAtomic(Unit& unit, const clang::CXXRecordDecl* record) {
  const clang::QualType element = firstArgument(record);
  const auto* definition = unit.project.definitionOf(record);
  if (element.isNull() || !element->isScalarType() || !definition) return false;
  return llvm::any_of(definition->getVisibleConversionFunctions(), [&](const clang::NamedDecl* decl) {
    const auto* conversion = dyn_cast<clang::CXXConversionDecl>(decl->getUnderlyingDecl());
    return conversion && unit.ast.hasSameUnqualifiedType(conversion->getConversionType(), element);
  });
}

Nature natureOf(Unit& unit, clang::QualType type, int depth = 3);

Nature natureOfClass(Unit& unit, const clang::CXXRecordDecl* record, int depth) {
  const std::string name = Unit::qualifiedName(record);
  if (const auto* profile = unit.listing(&Profile::threads, name)) return {MemberKind::thread, nullptr, profile};
  if (unit.listing(&Profile::locks, name)) return {MemberKind::lock};
  if (const auto* mailbox = unit.entryOf(&Profile::mailboxes, &MailboxType::type, name))
    return {mailbox->bounded ? MemberKind::boundedMailbox : MemberKind::mailbox};
  const clang::QualType element = firstArgument(record);
  const Nature held = element.isNull() || depth == 0 ? Nature{} : natureOf(unit, element, depth - 1);
  if (unit.listing(&Profile::queues, name)) {
    const Nature several = severalOf(held);
    return several.kind == MemberKind::threads ? several : Nature{MemberKind::queue};
  }
  if (unit.listing(&Profile::several, name)) return severalOf(held);
  if (unit.isProject(record->getLocation())) return {MemberKind::data, record};
  // What else has a class of the project or a thread as its first argument owns one: a smart pointer, an optional.
  const bool owns = held.record || held.kind == MemberKind::thread;
  return owns ? held : Nature{};
}

Nature natureOf(Unit& unit, clang::QualType type, int depth) {
  if (const auto* profile = namedType(unit, type, &Profile::threads)) return {MemberKind::thread, nullptr, profile};
  if (namedType(unit, type, &Profile::locks)) return {MemberKind::lock};
  if (const auto* array = unit.ast.getAsArrayType(type))
    return severalOf(natureOf(unit, array->getElementType(), depth));
  if (type->isReferenceType()) return {};
  if (type->isPointerType()) {
    // A thread is not shared; of other things one cannot tell whose they are.
    const Nature target = depth == 0 ? Nature{} : natureOf(unit, type->getPointeeType(), depth - 1);
    return target.kind == MemberKind::thread ? target : Nature{};
  }
  if (type->isScalarType()) return {MemberKind::scalar};
  const auto* record = type->getAsCXXRecordDecl();
  if (!record) return {};
  return isAtomic(unit, record) ? Nature{MemberKind::scalar} : natureOfClass(unit, record, depth);
}

bool isThreadPart(MemberKind kind) {
  return kind != MemberKind::data && kind != MemberKind::scalar && kind != MemberKind::queue;
}

}  // namespace

bool isFuture(Unit& unit, clang::QualType type) {
  const auto* record = type->getAsCXXRecordDecl();
  return record && unit.listing(&Profile::futures, Unit::qualifiedName(record));
}

bool Records::meetsThreads(const clang::CXXRecordDecl* record) {
  record = unit_.project.definitionOf(record);
  if (!record || record->isLambda() || !unit_.isProject(record->getLocation())) return false;
  if (const auto known = known_.find(record); known != known_.end()) return known->second;
  known_[record] = false;
  bool meets = false;
  for (const auto& base : record->bases()) meets |= meetsThreads(base.getType()->getAsCXXRecordDecl());
  for (const auto* field : record->fields()) {
    const Nature nature = natureOf(unit_, field->getType());
    meets |= isThreadPart(nature.kind) || meetsThreads(nature.record);
  }
  return known_[record] = meets;
}

void Records::declare(const clang::CXXRecordDecl* record) {
  record = unit_.project.definitionOf(record);
  if (!meetsThreads(record) || !declared_.insert(record->getCanonicalDecl()).second) return;
  Record fact;
  fact.symbol = unit_.symbolOf(record);
  fact.place = unit_.place(record->getLocation());
  for (const auto& base : record->bases()) {
    const auto* parent = base.getType()->getAsCXXRecordDecl();
    if (!parent || !unit_.isProject(parent->getLocation())) continue;
    fact.bases.push_back(unit_.symbolOf(parent));
    declare(parent);
  }
  for (const auto* field : record->fields()) fact.members.push_back(describe(field, fact));
  unit_.facts.records.push_back(std::move(fact));
}

Member Records::describe(const clang::FieldDecl* field, Record& record) {
  const clang::QualType type = field->getType();
  Member member;
  member.field = {unit_.symbolOf(field), unit_.word(typeName(unit_, type)), fieldRole(unit_, type),
                  type.isConstQualified(), unit_.place(field->getLocation())};
  const Nature nature = natureOf(unit_, type);
  member.kind = nature.kind;
  if (nature.record) {
    member.record = unit_.symbolOf(nature.record);
    declare(nature.record);
  }
  if (nature.library) record.library = unit_.use(*nature.library);
  return member;
}

}  // namespace dramaturg
