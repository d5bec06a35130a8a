#pragma once

#include "report/report.h"
#include "tool/host.h"
#include "tool/interview/dialogue.h"

namespace dramaturg {

/// Answers as lines on standard input, one each. On a terminal that cannot move its cursor the questions are printed;
/// from a pipe or file they are not, and what is said comes with the result.
class LineDialogue : public Dialogue {
 public:
  LineDialogue(Host& host, TextOptions text, Stream stream, bool prompts)
      : host_(host), text_(text), stream_(stream), prompts_(prompts) {}

  Response ask(const Menu&) override;
  void tell(std::string_view text) override;
  void remark(std::string_view text) override;
  /// On a terminal one may try again; a script that says something wrong must hear of it. Throws `Failure`.
  void complain(std::string_view text) override;

 private:
  Host& host_;
  TextOptions text_;
  Stream stream_;
  bool prompts_;
};

}  // namespace dramaturg
