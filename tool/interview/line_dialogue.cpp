#include "tool/interview/line_dialogue.h"

#include "report/page.h"
#include "tool/exit_code.h"

namespace dramaturg {
namespace {

std::string promptFor(const Menu& menu, const TextOptions& text) {
  Page page(text);
  page.flow("? ", "  ", {{Paint::strong, menu.ask}});
  const std::vector<char> letters = lettersOf(menu.items);
  for (std::size_t i = 0; i < menu.items.size(); ++i)
    page.flow("    ", "      ", {{Paint::plain, itemText(menu, i, letters[i])}});
  page.flow("  ", "  ", {{Paint::quiet, hintsFor(menu, "type the answer", "Enter alone")}});
  return page.take() + "> ";
}

}  // namespace

Response LineDialogue::ask(const Menu& menu) {
  if (prompts_) host_.print(stream_, promptFor(menu, text_));
  const std::optional<std::string> line = host_.readLine();
  if (!line) return {Response::Kind::end};
  return understand(menu, *line);
}

void LineDialogue::tell(std::string_view text) {
  if (prompts_) host_.print(stream_, text);
}

void LineDialogue::remark(std::string_view text) {
  Page page(text_);
  page.flow("  ", "  ", {{Paint::plain, std::string(text)}});
  tell(page.take());
}

void LineDialogue::complain(std::string_view text) {
  if (!prompts_) throw usageError(std::string(text));
  host_.print(stream_, std::string(text) + '\n');
}

}  // namespace dramaturg
