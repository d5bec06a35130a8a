// A message owns what it carries: moved in, or the few fields that are needed copied.
#include <functional>
#include <string>
#include <utility>
#include <vector>

struct Document {
  std::string title;
  std::vector<std::string> pages;
};
struct Print {
  Document document;
};  ///< the document goes along
struct Announce {
  std::string title;
};  ///< the rest stays here

void finish(Document document, const std::function<void(Announce)>& toBoard,
            const std::function<void(Print)>& toPrinter) {
  toBoard({document.title});
  toPrinter({std::move(document)});  // last: nobody here touches it any more
}
