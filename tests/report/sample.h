// A small program of two files with three findings, as the passes before would hand it to a renderer.
#pragma once

#include "report/report.h"

#include <map>
#include <string>

namespace dramaturg::test {

class Sample {
 public:
  Sample();
  Sample(const Sample&) = delete;  // the report looks into it

  const Report& report() const { return report_; }
  Report& report() { return report_; }
  const ActorSystem& system() const { return system_; }
  ActorId room() const;

  /// The first occurrence of `text` in a file of the sample. Throws `std::out_of_range` without one.
  Place placeOf(const std::string& path, const std::string& text) const;
  /// The same program with a file replaced.
  void setSource(const std::string& path, std::string text) { sources_[path] = std::move(text); }

 private:
  ReportedFinding blockingHandler() const;
  ReportedFinding growth() const;
  ReportedFinding allowed() const;

  std::map<std::string, std::string, std::less<>> sources_;
  ActorSystem system_;
  Report report_;
};

}  // namespace dramaturg::test
