#include "tool/cli.h"

#include "tool/cli_options.h"
#include "tool/commands/commands.h"
#include "tool/nearest.h"
#include "tool/paths.h"
#include "tool/version.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>

namespace dramaturg {
namespace {

const char* const kFooter = R"(examples:
  dramaturg                               check the whole project, with the compile database it finds
  dramaturg check -p build src/chat       report only what lies in src/chat
  dramaturg check -o concise -o all.json  one line per finding, and everything as JSON in a file
  dramaturg explain src/room.cpp:42       a finding with every step of its evidence
  dramaturg explain messaging-call-cycle  what a rule is about
  dramaturg advise                        an interview without code: which tree, then question by question
  dramaturg advise "cache this data"      the same, with the trees that answer this
  dramaturg advise room                   what the actor `room` should be: code answers, you answer the rest
  dramaturg advise src/room.cpp:42        about the message, task or spawn there
  dramaturg advise --all                  every actor: what it is, what it should be, and why
  dramaturg library check ours.yaml       what in the code fits the profile of your own library

exit codes:
  0    nothing to complain about
  1    findings (see --fail-on)
  2    wrong usage or set-up: command line, compile database
  3    some unit could not be analysed, or only in part; findings are printed all the same
  4    nothing to analyse
  70   error in dramaturg itself
  130  interrupted)";

/// The commands with the options that they are parsed into.
class CommandLine {
 public:
  explicit CommandLine(Host& host) : host_(host) {
    app_.set_version_flag("--version", "dramaturg " + std::string(kVersion));
    app_.footer(kFooter);
    app_.get_formatter()->column_width(34);
    app_.require_subcommand(1);
    addCheck();
    addExplain();
    addRules();
    addLibrary();
    addModel();
    addAdvise();
  }

  ExitCode run(std::vector<std::string> arguments) {
    if (impliesCommand(arguments)) arguments.insert(arguments.begin(), namesLine(arguments) ? "explain" : "check");
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    try {
      app_.parse(arguments);
    } catch (const CLI::Success& asked) {  // --help, --version
      std::ostringstream out, err;
      app_.exit(asked, out, err);
      host_.print(Stream::out, out.str());
      return ExitCode::clean;
    } catch (const CLI::ParseError& error) {
      throw usageError(std::string(error.what()) + " (`dramaturg --help` tells more)");
    }
    return chosen_();
  }

 private:
  /// `src/room.cpp:42`, as it can be copied from a report: `dramaturg explain ...` is meant.
  static bool namesLine(const std::vector<std::string>& arguments) {
    const std::string first = arguments.empty() ? "" : arguments.front();
    const std::size_t colon = first.rfind(':');
    return colon != std::string::npos && colon + 1 < first.size() &&
           first.find_first_not_of("0123456789", colon + 1) == std::string::npos;
  }

  /// `dramaturg`, `dramaturg -p build` and `dramaturg src` mean `dramaturg check ...`; a mistyped command is no path.
  bool impliesCommand(const std::vector<std::string>& arguments) const {
    if (arguments.empty()) return true;
    const std::string& first = arguments.front();
    if (first == "--help" || first == "-h" || first == "--version") return false;
    const auto commands = names();
    if (std::find(commands.begin(), commands.end(), first) != commands.end()) return false;
    if (first.starts_with('-') || host_.status(absolutePath(first, host_.currentDirectory()))) return true;
    if (const std::string near = didYouMean(first, commands); !near.empty())
      throw usageError("unknown command `" + first + '`' + near);
    return true;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const CLI::App* command : app_.get_subcommands(nullptr)) all.push_back(command->get_name());
    return all;
  }

  CLI::App* add(const char* name, const char* description, std::function<ExitCode()> run) {
    CLI::App* command = app_.add_subcommand(name, description);
    command->callback([this, run = std::move(run)] { chosen_ = run; });
    return command;
  }

  void addCheck() {
    CLI::App* command = add("check", "find flaws in the design of actors (the default command)",
                            [this] { return runCheck(host_, check_); });
    addJudgementOptions(*command, check_);
    addAnalysisOptions(*command, check_.analysis);
  }

  void addExplain() {
    CLI::App* command =
        add("explain", "explain a rule, or the findings at FILE:LINE", [this] { return runExplain(host_, explain_); });
    command->add_option("SUBJECT", explain_.subject, "a rule, or FILE:LINE of a finding")->required()->type_name("");
    addColourOption(*command, explain_.colour);
    addAnalysisOptions(*command, explain_.analysis);
  }

  void addRules() {
    CLI::App* command = add("rules", "list the rules", [this] { return runRules(host_, rules_); });
    command->add_flag("--json", rules_.json, "as JSON");
  }

  void addLibrary() {
    CLI::App* command = app_.add_subcommand("library", "actor libraries that are known, and profiles for your own");
    command->require_subcommand(1);
    CLI::App* list = command->add_subcommand("list", "list the built-in libraries");
    list->callback([this] { chosen_ = [this] { return runLibraryList(host_, library_); }; });
    list->add_flag("--json", library_.json, "as JSON, with the entries of each");
    CLI::App* check = command->add_subcommand("check", "validate a profile, and say what in the code fits it");
    check->callback([this] { chosen_ = [this] { return runLibraryCheck(host_, library_); }; });
    check->add_option("PROFILE", library_.subject, "file of a profile, or the name of a built-in library")
        ->required()
        ->type_name("");
    check->add_option("SOURCES", library_.paths, "sources or folders to look at (default: all units)")->type_name("");
    check->add_flag("--json", library_.json, "as JSON");
    addAnalysisOptions(*check, library_.analysis);
  }

  void addModel() {
    CLI::App* command =
        add("model", "print the linked actor system as JSON", [this] { return runModel(host_, model_); });
    command->add_option("-o,--output", model_.output, "file to write instead of standard output")->type_name("FILE");
    addAnalysisOptions(*command, model_.analysis);
  }

  void addAdvise() {
    CLI::App* command = add("advise", "walk a decision tree: with you, for an actor, or for what is at FILE:LINE",
                            [this] { return runAdvise(host_, advise_); });
    addAdviceOptions(*command, advise_);
    addAnalysisOptions(*command, advise_.analysis);
  }

  Host& host_;
  CLI::App app_{"reads C++ that uses actors, says where the design goes against what OTP has learnt, and shows why",
                "dramaturg"};
  CheckOptions check_;
  ExplainOptions explain_;
  RulesOptions rules_;
  LibraryOptions library_;
  ModelOptions model_;
  AdviseOptions advise_;
  std::function<ExitCode()> chosen_;
};

}  // namespace

ExitCode runCommandLine(Host& host, const std::vector<std::string>& arguments) {
  try {
    return CommandLine(host).run(arguments);
  } catch (const Failure& failure) {
    host.print(Stream::err, std::string("dramaturg: ") + failure.what() + '\n');
    return failure.code;
  } catch (const std::exception& error) {
    host.print(Stream::err, std::string("dramaturg: internal error: ") + error.what() + "; please report it\n");
    return ExitCode::internal;
  }
}

}  // namespace dramaturg
