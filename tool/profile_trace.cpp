#include "tool/profile_report.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace dramaturg {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kProcess = 1;
constexpr std::size_t kFront = 0;  // slots are the threads from 1 on

class TraceText {
 public:
  explicit TraceText(double zero) : zero_(zero) {}

  /// Both ends are rounded alike, so that what does not overlap does not do so in the trace either.
  void event(std::size_t thread, const std::string& name, const char* kind, double start, double end,
             Json arguments = Json::object()) {
    const long long from = microseconds(start);
    events_.push_back({{"name", name},
                       {"cat", kind},
                       {"ph", "X"},
                       {"ts", from},
                       {"dur", std::max(microseconds(end) - from, 0LL)},
                       {"pid", kProcess},
                       {"tid", thread},
                       {"args", std::move(arguments)}});
  }

  void name(const char* what, std::size_t thread, const std::string& text) {
    events_.push_back({{"name", what}, {"ph", "M"}, {"pid", kProcess}, {"tid", thread}, {"args", {{"name", text}}}});
  }

  /// Names of files need not be UTF-8.
  std::string text() && {
    const Json document{{"traceEvents", std::move(events_)}, {"displayTimeUnit", "ms"}};
    return document.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  }

 private:
  long long microseconds(double time) const { return std::max(std::llround((time - zero_) * 1000), 0LL); }

  double zero_;
  Json events_ = Json::array();
};

void addEffort(Json& arguments, const Effort& effort) {
  arguments["parseMicroseconds"] = effort.parseMicroseconds;
  arguments["collectMicroseconds"] = effort.collectMicroseconds;
  arguments["peakKiB"] = effort.peakKiB;
}

Json describe(const ProfiledUnit& unit) {
  Json arguments{{"shared", unit.run.group.has_value()}, {"failed", unit.failed}, {"retries", unit.run.retries}};
  if (unit.run.retries > 0) {
    arguments["lostMicroseconds"] = std::llround(unit.run.lost * 1000);
    arguments["retryReason"] = unit.run.retryReason;
  }
  addEffort(arguments, unit.effort);
  return arguments;
}

Json describe(const ProfiledGroup& group) {
  Json arguments{{"units", group.run.jobs.size()}, {"served", group.served}, {"headers", group.run.headers}};
  if (!group.run.reason.empty()) arguments["reason"] = group.run.reason;
  addEffort(arguments, group.run.effort);
  return arguments;
}

}  // namespace

std::string renderTrace(const RunProfile& profile, const RunInfo& run) {
  TraceText trace(profile.start);
  std::set<std::size_t> slots;
  for (const ProfiledUnit& unit : profile.units) slots.insert(unit.run.slot);
  for (const ProfiledGroup& group : profile.groups) slots.insert(group.run.slot);
  trace.name("process_name", kFront, "dramaturg");
  trace.name("thread_name", kFront, "front");
  for (const std::size_t slot : slots) trace.name("thread_name", slot + 1, "slot " + std::to_string(slot + 1));

  trace.event(kFront, "run", "run", profile.start, profile.end);
  for (const PhaseTime& time : run.times)
    trace.event(kFront, time.phase, "phase", time.start, time.start + time.milliseconds);
  for (const ProfiledGroup& group : profile.groups)
    trace.event(group.run.slot + 1, "common headers of " + group.name, "group", group.run.start, group.run.end,
                describe(group));
  for (const ProfiledUnit& unit : profile.units)
    trace.event(unit.run.slot + 1, unit.name, "unit", unit.run.start, unit.run.end, describe(unit));
  return std::move(trace).text();
}

}  // namespace dramaturg
