#include "tool/interview/menu_dialogue.h"

#include "report/display_line.h"
#include "report/page.h"
#include "tool/commands/commands.h"

#include <algorithm>

namespace dramaturg {
namespace {

/// Cells of a line without the sequences that colour it.
unsigned cells(std::string_view line) {
  std::string bare;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\033') {
      bare += line[i];
      continue;
    }
    while (i < line.size() && line[i] != 'm') ++i;
  }
  return displayWidth(bare);
}

}  // namespace

Response MenuDialogue::ask(const Menu& menu) {
  selected_ = 0;
  typed_.clear();
  for (std::size_t i = 0; i < menu.items.size(); ++i)
    if (menu.items[i].choice == menu.whenPassed) selected_ = i;
  draw(menu);
  for (;;) {
    const Key key = terminal_.read();
    const std::optional<Response> reply = press(menu, key);
    wipe();
    if (reply) {
      complaint_.clear();
      return *reply;
    }
    draw(menu);
  }
}

std::optional<Response> MenuDialogue::press(const Menu& menu, const Key& key) {
  switch (key.kind) {
    case Key::Kind::interrupt:
      return Response{Response::Kind::interrupted};
    case Key::Kind::end:
      return Response{Response::Kind::end};
    case Key::Kind::up:
      if (!menu.items.empty()) selected_ = (selected_ + menu.items.size() - 1) % menu.items.size();
      return std::nullopt;
    case Key::Kind::down:
      if (!menu.items.empty()) selected_ = (selected_ + 1) % menu.items.size();
      return std::nullopt;
    case Key::Kind::backspace:
      while (!typed_.empty() && (static_cast<unsigned char>(typed_.back()) & 0xc0U) == 0x80U) typed_.pop_back();
      if (!typed_.empty()) typed_.pop_back();
      return std::nullopt;
    case Key::Kind::enter:
      if (!typed_.empty()) return understand(menu, typed_);
      if (menu.items.empty()) return Response{Response::Kind::pass};
      return Response{Response::Kind::choice, selected_};
    case Key::Kind::text:
      break;
    case Key::Kind::resized:
    case Key::Kind::other:
      return std::nullopt;
  }
  complaint_.clear();
  const bool command = typed_.empty() && (!menu.text || key.text == "?");
  const Response meant = command ? understand(menu, key.text) : Response{Response::Kind::text, 0, key.text};
  if (meant.kind == Response::Kind::pass) return menu.text ? std::nullopt : std::optional(meant);  // the space bar
  if (meant.kind != Response::Kind::text) return meant;
  if (menu.text) typed_ += key.text;
  return std::nullopt;
}

void MenuDialogue::draw(const Menu& menu) {
  Page page(textOptions(host_, stream_, colour_));
  page.flow("? ", "  ", {{Paint::strong, menu.ask}});
  const std::vector<char> letters = lettersOf(menu.items);
  for (std::size_t i = 0; i < menu.items.size(); ++i) {
    const bool chosen = i == selected_;
    page.flow(chosen ? "  > " : "    ", "        ",
              {{chosen ? Paint::strong : Paint::plain, itemText(menu, i, letters[i])}});
  }
  if (menu.text) page.line({{Paint::strong, "  > " + typed_}});
  if (!complaint_.empty()) page.flow("  ", "  ", {{Paint::warning, complaint_}});
  page.flow("  ", "  ",
            {{Paint::quiet, menu.text ? hintsFor(menu, "type and press Enter", "Enter alone")
                                      : hintsFor(menu, "arrows or letter, then Enter", "space")}});
  const std::string text = page.take();
  widths_.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    widths_.push_back(cells(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  host_.print(stream_, text);
}

/// Lines may take more rows than when they were drawn: the window may have become narrower since.
void MenuDialogue::wipe() {
  const unsigned width = std::max(1U, host_.terminal(stream_).width);
  unsigned rows = 0;
  for (const unsigned cells : widths_) rows += std::max(1U, (cells + width - 1) / width);
  widths_.clear();
  if (rows > 0) host_.print(stream_, "\033[" + std::to_string(rows) + "A\r\033[J");
}

void MenuDialogue::tell(std::string_view text) { host_.print(stream_, text); }

void MenuDialogue::remark(std::string_view text) {
  Page page(textOptions(host_, stream_, colour_));
  page.flow("  ", "  ", {{Paint::plain, std::string(text)}});
  tell(page.take());
}

void MenuDialogue::complain(std::string_view text) { complaint_ = text; }

}  // namespace dramaturg
