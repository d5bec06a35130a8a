// One translation unit while its facts are collected: names, places, types and the facts so far.
//
// Everything that is asked more than once is remembered by canonical declaration, so that the walk over function
// bodies compares pointers, not names.
#pragma once

#include "extract/annotations.h"
#include "extract/profile.h"
#include "extract/project_files.h"
#include "facts/job.h"
#include "facts/symbol_table.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/iterator.h"

#include <deque>
#include <set>
#include <string>
#include <vector>

namespace dramaturg {

/// An `Api` and the library that it belongs to.
struct ApiUse {
  const Api* api = nullptr;
  const Profile* profile = nullptr;
};
using ApiUses = llvm::SmallVector<ApiUse, 2>;

/// The actor base that a class derives from.
struct BaseUse {
  const ActorBase* base = nullptr;
  const Profile* profile = nullptr;
  explicit operator bool() const { return base != nullptr; }
};

class Unit {
 public:
  /// `profiles` must outlive the unit.
  Unit(clang::ASTContext& ast, ProjectFiles& project, const std::vector<Profile>& profiles);

  clang::ASTContext& ast;
  const clang::SourceManager& sources;
  ProjectFiles& project;
  /// Those that hold for the unit.
  const llvm::SmallVector<const Profile*> activeProfiles;
  const llvm::iterator_range<llvm::pointee_iterator<const Profile* const*>> profiles;

  // --- places
  /// The range as spelled; code from macros is placed where the macro is used.
  Place place(clang::SourceRange range);
  Place place(clang::SourceLocation location) { return place(clang::SourceRange(location, location)); }
  bool isProject(clang::SourceLocation location) { return project.contains(location); }
  /// Source text of an expression on one line, shortened.
  std::string text(const clang::Expr* expr) const;

  // --- names
  /// `std::thread::detach`: no template arguments, no inline or unnamed namespaces.
  static std::string qualifiedName(const clang::NamedDecl* decl);
  /// The identity of a function, record, field or variable.
  Symbol symbolOf(const clang::NamedDecl* decl);
  /// Of the message that a constant stands for.
  Symbol messageSymbol(const clang::NamedDecl* constant);
  /// Of a function; of the closure for a lambda's call operator.
  Symbol functionSymbol(const clang::FunctionDecl* function);
  Symbol lambdaSymbol(const clang::CXXRecordDecl* closure);
  /// A plain word or text.
  Symbol word(std::string_view text) { return symbols_.intern(text, text); }
  Symbol word(std::string_view key, std::string_view name) { return symbols_.intern(key, name); }
  std::string_view keyOf(Symbol symbol) const { return symbols_[symbol].key; }
  std::string_view nameOf(Symbol symbol) const { return symbols_[symbol].name; }

  // --- what libraries say
  /// The roles that a function plays; valid as long as the unit.
  llvm::ArrayRef<ApiUse> apisOf(const clang::FunctionDecl* callee);
  BaseUse actorBaseOf(const clang::CXXRecordDecl* record);
  /// What a method switches over, when it is a table of handlers.
  const HandlerTable* tableOf(const clang::FunctionDecl* function) const;
  /// Whether it is itself one of the classes by which a library's actors are known.
  bool isActorBase(const clang::CXXRecordDecl* record);
  /// The actor base behind `T*`, `T&` or a library's pointer wrapper around it.
  BaseUse actorBehind(clang::QualType type);
  /// What an actor is whose function returns `type`: the library's plain actor for its behaviours, nothing else.
  BaseUse actorReturning(clang::QualType type);
  /// The record that `type` is a specialisation of or derives from, if its name is one of `names`.
  const clang::CXXRecordDecl* specialisationOf(clang::QualType type, const std::vector<std::string>& names);
  /// The class that a specialisation of one of these templates is about.
  const clang::CXXRecordDecl* argumentOf(const clang::CXXRecordDecl* record, llvm::StringRef type, unsigned argument);
  bool isEntry(const clang::FunctionDecl* function);
  /// The profile by whose messages a value of this type, or what it points to, is told apart by a member.
  const Dispatcher* dispatcherOf(clang::QualType type);
  /// A lambda that starts a system of actors.
  void addEntry(const clang::FunctionDecl* lambda) { entries_.insert(functionSymbol(lambda)); }
  bool isAddedEntry(Symbol function) const { return entries_.contains(function); }
  /// Marks the library as used and gives its symbol.
  Symbol use(const Profile& profile);
  /// The first profile that has the name in this list of names, else null.
  const Profile* listing(std::vector<std::string> Profile::* list, llvm::StringRef name);
  /// The first entry called `name` of such a list in any profile, else null: `entryOf(&Profile::notices, &Notice::type,
  /// name)`.
  template <class Entry>
  const Entry* entryOf(std::vector<Entry> Profile::* list, std::string Entry::* key, llvm::StringRef name) {
    for (const Profile& profile : profiles)
      for (const Entry& entry : profile.*list)
        if (entry.*key == name) return matched(entry.*key), &entry;
    return nullptr;
  }
  /// Something in the unit fits an entry of a profile, known by a text in it.
  void matched(const std::string& entry, Place place = {});
  /// Those that were matched, if anybody asked.
  bool wantsMatches = false;
  std::vector<ProfileMatch> matches();

  // --- facts
  Symbol walking = Symbol::none;  ///< the function whose body is being walked
  UnitFacts facts;
  /// Adds a function; other instantiations of the same template are joined in the end.
  void add(Function function) { facts.functions.push_back(std::move(function)); }
  void addFlow(Handle to, Handle from, Place place);
  /// Moves everything out, in canonical order.
  UnitFacts take();

 private:
  bool isStateClass(const clang::CXXRecordDecl* record, const ActorBase& base, const Profile& profile);
  Symbol makeSymbol(const clang::NamedDecl* decl);
  std::string keyOf(const clang::NamedDecl* decl);

  /// The profile of what code says of itself; null: somebody has replaced it.
  const Profile* annotated() const;

  std::string mainPath_;
  Annotations annotations_;
  std::deque<ApiUses> saidApis_;
  std::set<Symbol> entries_;
  SymbolTable symbols_;
  FileTable fileTable_;
  llvm::StringMap<ApiUses> apisByName_;
  llvm::DenseMap<const clang::Decl*, const ApiUses*> apis_;
  llvm::DenseMap<const clang::Decl*, Symbol> symbolsByDecl_;
  llvm::DenseMap<const clang::Decl*, BaseUse> bases_;
  llvm::MapVector<const std::string*, std::pair<std::uint32_t, Place>> matched_;
  llvm::DenseMap<clang::FileID, FileId> fileIds_;
};

}  // namespace dramaturg
