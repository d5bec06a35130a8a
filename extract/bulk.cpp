// What it costs to copy a value.
#include "extract/types.h"

#include "clang/AST/DeclTemplate.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;

constexpr int kDeepest = 8;  ///< classes inside of classes

/// A container that has an allocator of its own copies its elements. Those that only count owners have none.
bool ownsElements(const clang::CXXRecordDecl* record) {
  return llvm::any_of(record->decls(), [](const clang::Decl* decl) {
    const auto* name = dyn_cast<clang::TypedefNameDecl>(decl);
    return name && name->getIdentifier() && name->getName() == "allocator_type";
  });
}

/// Elements that are single characters.
bool holdsText(const clang::CXXRecordDecl* record) {
  const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
  if (!special || special->getTemplateArgs().size() < 2) return false;
  const auto& element = special->getTemplateArgs()[0];
  const auto& traits = special->getTemplateArgs()[1];
  if (element.getKind() != clang::TemplateArgument::Type || traits.getKind() != clang::TemplateArgument::Type)
    return false;
  const auto* of = traits.getAsType()->getAsCXXRecordDecl();
  return element.getAsType()->isAnyCharacterType() && of && of->getIdentifier() && of->getName() == "char_traits";
}

BulkKind kindOf(clang::QualType type, int depth) {
  if (const auto* array = type->getAsArrayTypeUnsafe()) return kindOf(array->getElementType(), depth);
  const auto* record = type->getAsCXXRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || depth <= 0 || record->isInvalidDecl()) return BulkKind::fixed;
  if (!record->isUnion() && record->hasTrivialCopyConstructor()) return BulkKind::fixed;
  if (ownsElements(record)) return holdsText(record) ? BulkKind::text : BulkKind::elements;
  BulkKind most = BulkKind::fixed;
  for (const auto& base : record->bases()) most = std::max(most, kindOf(base.getType(), depth - 1));
  for (const auto* field : record->fields()) most = std::max(most, kindOf(field->getType(), depth - 1));
  return most;
}

}  // namespace

Bulk bulkOf(Unit& unit, clang::QualType type) {
  type = type.getNonReferenceType();
  if (type.isNull() || type->isDependentType() || type->isIncompleteType() || type->isFunctionType()) return {};
  if (const auto* record = type->getAsCXXRecordDecl(); record && record->isInvalidDecl()) return {};
  return {kindOf(type, kDeepest), static_cast<std::uint64_t>(unit.ast.getTypeSizeInChars(type).getQuantity())};
}

bool isBulky(const Bulk& bulk) {
  constexpr std::uint64_t kFewBytes = 128;
  return bulk.kind != BulkKind::fixed || bulk.bytes > kFewBytes;
}

}  // namespace dramaturg
