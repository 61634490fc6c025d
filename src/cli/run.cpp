#include "cli/run.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <map>

#include "claims/parallel.hpp"
#include "cli/clashes.hpp"
#include "cli/commands.hpp"
#include "cli/config_option.hpp"
#include "cli/exit_codes.hpp"
#include "cli/printable_lines.hpp"
#include "cli/stop.hpp"
#include "instances/errors.hpp"
#include "numeric/errors.hpp"
#include "numeric/version.hpp"
#include "report/write_file.hpp"

namespace laecert::cli {
namespace {

// The parser's own lines may span several; a user's mistake gets one.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

int complain(std::ostream& err, const std::string& text, int code) {
  err << "laecert: " << one_line(text) << '\n';
  return code;
}

// The parser would only say that a command is missing.
void require_known_command(const std::vector<std::string>& arguments, const std::map<std::string, Action>& actions) {
  if (arguments.empty() || arguments.front().starts_with("-") || actions.contains(arguments.front())) return;
  throw UsageError("there is no command '" + arguments.front() + "' (see: laecert --help)");
}

// Every command that takes an instance.
void add_config_options(CLI::App& app) {
  for (CLI::App* command : app.get_subcommands(nullptr)) {
    if (command->get_option_no_throw("--data") != nullptr) add_config_option(*command);
  }
}

int dispatch(const std::vector<std::string>& arguments, const Streams& streams) {
  CLI::App app("laecert: statements about linear autoencoders, decided by proof on an instance", "laecert");
  app.set_version_flag("--version", std::string("laecert ") + version);
  app.require_subcommand(1);
  app.footer("laecert COMMAND --help shows a command's options and examples.");
  const std::map<std::string, Action> actions{
      {"verify", add_verify(app)},   {"probe", add_probe(app)},         {"certify", add_certify(app)},
      {"recheck", add_recheck(app)}, {"enumerate", add_enumerate(app)}, {"search", add_search(app)},
      {"ppca", add_ppca(app)},       {"train", add_train(app)},         {"statements", add_statements(app)},
      {"explain", add_explain(app)}};
  add_config_options(app);
  require_known_command(arguments, actions);
  try {
    // The parser takes its arguments from the back.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForVersion& version) {
    streams.out << version.what() << '\n';
    return exit_ok;
  } catch (const CLI::CallForHelp&) {
    streams.out << app.help();
    return exit_ok;
  } catch (const CLI::ParseError& error) {
    throw UsageError(error.what());
  }
  require_no_clash(*app.get_subcommands().front());
  claims::require_sound_floating_point();
  return actions.at(app.get_subcommands().front()->get_name())(streams);
}

}  // namespace

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
  PrintableLines lines(err);
  std::ostream messages(&lines);
  try {
    const int code = dispatch(arguments, {out, messages});
    if (!out.flush()) throw report::OutputError("standard output cannot be written");
    return code;
  } catch (const instances::Stopped& stopped) {
    return complain(messages, stopped.what(), was_interrupted() ? exit_interrupted : exit_budget);
  } catch (const UsageError& error) {
    return complain(messages, error.what(), exit_usage);
  } catch (const instances::MissingFileError& error) {
    return complain(messages, error.what(), exit_missing_file);
  } catch (const DataError& error) {
    return complain(messages, error.what(), exit_data);
  } catch (const report::OutputError& error) {
    return complain(messages, error.what(), exit_output);
  } catch (const std::exception& error) {
    return complain(messages, std::string("internal error: ") + error.what(), exit_internal);
  }
}

}  // namespace laecert::cli
