#include "facts/symbol_table.h"
#include "tests/support/catch.h"

namespace dramaturg::test {

TEST_CASE("a key gets one symbol, with the first name") {
  SymbolTable table;
  const Symbol f = table.intern("c:@F@f", "f");
  CHECK(f != Symbol::none);
  CHECK(table.intern("c:@F@f", "another name") == f);
  CHECK(table.intern("c:@F@g", "f") != f);
  CHECK(table[f].name == "f");
}

TEST_CASE("no key, no symbol") {
  SymbolTable table;
  CHECK(table.intern("", "name") == Symbol::none);
  CHECK(table[Symbol::none] == SymbolInfo{});
}

TEST_CASE("taking a table leaves a new one") {
  SymbolTable table;
  table.intern("k", "n");
  CHECK(table.take() == std::vector<SymbolInfo>{{}, {"k", "n"}});
  CHECK(table.take() == std::vector<SymbolInfo>{{}});
  CHECK(table.intern("other", "n") == static_cast<Symbol>(1));
}

TEST_CASE("files are interned by path") {
  FileTable files;
  const FileId a = files.intern("a.cpp");
  CHECK(files.intern("a.cpp") == a);
  CHECK(files.intern("") == FileId::none);
  CHECK(files[a] == "a.cpp");
  CHECK(files.take() == std::vector<std::string>{"", "a.cpp"});
}

}  // namespace dramaturg::test
