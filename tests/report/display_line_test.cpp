#include "report/display_line.h"
#include "tests/support/catch.h"

namespace dramaturg::test {

TEST_CASE("plain text is shown as it is", "[display]") {
  const DisplayLine line("int a;", true);
  CHECK(line.text() == "int a;");
  CHECK(line.cell(1) == 0);
  CHECK(line.cell(5) == 4);
}

TEST_CASE("a column beyond the end is the end", "[display]") {
  const DisplayLine line("ab", true);
  CHECK(line.cell(3) == 2);
  CHECK(line.cell(99) == 2);
  CHECK(DisplayLine("", true).cell(1) == 0);
}

TEST_CASE("a tab goes to the next stop", "[display]") {
  const DisplayLine line("\ta\tb", true);
  CHECK(line.text() == "    a   b");
  CHECK(line.cell(2) == 4);
  CHECK(line.cell(4) == 8);
  CHECK(line.indent() == 4);
}

TEST_CASE("columns count bytes, cells count characters", "[display]") {
  const DisplayLine line("ä = ö;", true);  // two bytes each
  CHECK(line.width() == 6);
  CHECK(line.cell(4) == 2);
  CHECK(line.slice(4, 6) == "ö;");
}

TEST_CASE("wide characters take two cells, combining marks none", "[display]") {
  CHECK(DisplayLine("漢x", true).cell(4) == 2);
  CHECK(DisplayLine("e\xcc\x81x", true).cell(4) == 1);
}

TEST_CASE("source cannot drive the terminal", "[display]") {
  CHECK(DisplayLine("a\x1b[2Jb", true).text() == "a\xef\xbf\xbd[2Jb");
  CHECK(DisplayLine("\xe2\x80\xaeoverride", true).text() == "\xef\xbf\xbdoverride");
  CHECK(DisplayLine("a\x1b", false).text() == "a?");
}

TEST_CASE("what is not UTF-8 takes one cell for each byte", "[display]") {
  const DisplayLine line("a\xff\xc3(", true);
  CHECK(line.width() == 4);
  CHECK(line.cell(4) == 3);
  CHECK(DisplayLine("\xed\xa0\x80", true).width() == 3);  // a surrogate
  CHECK(DisplayLine("\xf0\x9f\x98", true).width() == 3);  // cut off
}

TEST_CASE("a terminal without UTF-8 gets ASCII of the same width", "[display]") {
  const DisplayLine line("x = \"ü\";", false);
  CHECK(line.text() == "x = \"?\";");
  CHECK(line.cell(8) == 6);
}

}  // namespace dramaturg::test
