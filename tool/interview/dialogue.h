// How a question reaches a person and the answer comes back: by keys on a terminal, or by lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

struct MenuItem {
  std::string choice;  ///< what it is called: `yes`
  std::string says;    ///< what it means
};

struct Menu {
  std::string ask;
  std::vector<MenuItem> items = {};
  std::string whenPassed = {};  ///< what happens without an answer; empty: an answer is wanted
  bool text = false;            ///< any text will do
  bool why = false;             ///< there is more to say about the question
  bool back = false;
  bool overrule = false;
};

struct Response {
  enum class Kind {
    choice,  ///< `index`
    text,    ///< `text`: with `Menu::text`, or what is none of the items
    pass,
    why,
    back,
    overrule,
    quit,
    interrupted,
    end,  ///< nobody answers any more
  };
  Kind kind = Kind::end;
  std::size_t index = 0;
  std::string text = {};
};

class Dialogue {
 public:
  Dialogue() = default;
  Dialogue(const Dialogue&) = delete;
  Dialogue& operator=(const Dialogue&) = delete;
  virtual ~Dialogue() = default;

  virtual Response ask(const Menu&) = 0;
  /// Says something that stays and has its form already, such as an answered question. Lines that end.
  virtual void tell(std::string_view text) = 0;
  /// Says a sentence or two that stay.
  virtual void remark(std::string_view text) = 0;
  /// What was asked last was not understood.
  virtual void complain(std::string_view text) = 0;
};

/// The letter that stands for each item: its first one that is free, else a digit. `?`, `b`, `o` and `q` are taken.
std::vector<char> lettersOf(const std::vector<MenuItem>&);

/// `[y] yes: it remembers something`.
std::string itemText(const Menu&, std::size_t index, char letter);
/// How to answer: `how`, what `passing` does, and the commands that there are.
std::string hintsFor(const Menu&, const std::string& how, const std::string& passing);

/// What a line or word stands for in a menu: an item by its name, letter or number, `?`, `b`, `o`, `q`, or text.
Response understand(const Menu&, std::string_view line);

}  // namespace dramaturg
