#pragma once

#include "tool/host.h"
#include "tool/interview/dialogue.h"
#include "tool/interview/terminal.h"
#include "tool/options.h"

#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

/// Menus on a terminal, by arrow keys and letters. A menu is wiped away when it is answered; what is told stays.
class MenuDialogue : public Dialogue {
 public:
  MenuDialogue(Host& host, Stream stream, Colour colour) : host_(host), stream_(stream), colour_(colour) {}

  Response ask(const Menu&) override;
  void tell(std::string_view text) override;
  void remark(std::string_view text) override;
  void complain(std::string_view text) override;

 private:
  /// What one key makes of the menu; nothing: it goes on.
  std::optional<Response> press(const Menu&, const Key&);
  void draw(const Menu&);
  void wipe();

  Host& host_;
  Stream stream_;
  Colour colour_;
  RawTerminal terminal_;
  std::size_t selected_ = 0;
  std::string typed_;             ///< free text
  std::vector<unsigned> widths_;  ///< of the lines of the menu that is on the screen, in cells
  std::string complaint_;
};

}  // namespace dramaturg
