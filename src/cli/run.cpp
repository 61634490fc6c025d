#include "cli/run.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <map>
#include <new>

#include "claims/parallel.hpp"
#include "cli/clashes.hpp"
#include "cli/commands.hpp"
#include "cli/config_option.hpp"
#include "cli/exit_codes.hpp"
#include "cli/option_values.hpp"
#include "cli/printable_lines.hpp"
#include "cli/stop.hpp"
#include "instances/errors.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "numeric/version.hpp"
#include "report/json_parts.hpp"
#include "report/write_file.hpp"
#include "studies/describe.hpp"

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

// The number of letters to put in, leave out, change or exchange with the next one, from one word to another.
std::size_t edits_between(const std::string& from, const std::string& to) {
  std::vector<std::vector<std::size_t>> d(from.size() + 1, std::vector<std::size_t>(to.size() + 1));
  for (std::size_t i = 0; i <= from.size(); ++i) {
    for (std::size_t j = 0; j <= to.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)});
      const bool exchanged = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (exchanged) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[from.size()][to.size()];
}

// `: did you mean --lambda?`, where one of the words is near; the first of the nearest.
std::string suggestion(const std::string& typed, const std::vector<std::string>& words) {
  std::size_t least = std::max<std::size_t>(2, typed.size() / 3);
  std::string nearest;
  for (const std::string& word : words) {
    const std::size_t edits = edits_between(typed, word);
    // A word of which nothing is left is no guess.
    if (edits > least || edits >= word.size() / 2 || (edits == least && !nearest.empty())) continue;
    least = edits;
    nearest = word;
  }
  return nearest.empty() ? "" : ": did you mean " + nearest + "?";
}

// What the parser could not place, with a guess at the option that was meant.
std::string unexpected(const CLI::App& app, const std::vector<std::string>& arguments) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  std::vector<std::string> words;
  for (const CLI::Option* option : (chosen.empty() ? app : *chosen.front()).get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  }
  for (const std::string& argument : arguments) {
    if (!argument.starts_with("--")) continue;
    const std::string typed = argument.substr(0, argument.find('='));
    if (std::ranges::find(words, typed) == words.end()) return "no option " + typed + suggestion(typed, words);
  }
  return {};
}

// The parser would only say that a command is missing.
void require_known_command(const std::vector<std::string>& arguments, const std::map<std::string, Action>& actions) {
  if (arguments.empty() || arguments.front().starts_with("-") || actions.contains(arguments.front())) return;
  std::vector<std::string> names;
  names.reserve(actions.size());
  for (const auto& [name, action] : actions) names.push_back(name);
  throw UsageError("there is no command '" + arguments.front() + "'" + suggestion(arguments.front(), names) +
                   " (see: laecert --help)");
}

// Every command that takes an instance.
void add_config_options(CLI::App& app) {
  for (CLI::App* command : app.get_subcommands(nullptr)) {
    if (command->get_option_no_throw("--data") != nullptr) add_config_option(*command);
  }
}

// laecert --version --json, in any order, and nothing else.
bool asks_for_versions(const std::vector<std::string>& arguments) {
  const auto given = [&](const char* option) { return std::ranges::count(arguments, option) == 1; };
  return arguments.size() == 2 && given("--version") && given("--json");
}

int dispatch(const std::vector<std::string>& arguments, const Streams& streams) {
  if (asks_for_versions(arguments)) {
    streams.out << report::versions_json(studies::versions()).dump(2) << '\n';
    return exit_ok;
  }
  CLI::App app("laecert: statements about linear autoencoders, decided by proof on an instance", "laecert");
  app.set_version_flag("--version", std::string("laecert ") + version);
  app.require_subcommand(1);
  app.footer("laecert COMMAND --help shows a command's options and examples.");
  const std::map<std::string, Action> actions{{"verify", add_verify(app)},
                                              {"probe", add_probe(app)},
                                              {"certify", add_certify(app)},
                                              {"recheck", add_recheck(app)},
                                              {"enumerate", add_enumerate(app)},
                                              {"search", add_search(app)},
                                              {"pca", add_pca(app)},
                                              {"ppca", add_ppca(app)},
                                              {"train", add_train(app)},
                                              {"statements", add_statements(app)},
                                              {"explain", add_explain(app)},
                                              {"topology", add_topology(app)},
                                              {"inertia", add_inertia(app)},
                                              {"completion", add_completion(app)},
                                              {"man", add_man(app)}};
  add_config_options(app);
  arrange_help(app);
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
  } catch (const CLI::ExtrasError& error) {
    const std::string text = unexpected(app, arguments);
    throw UsageError(text.empty() ? error.what() : text);
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
  } catch (const Stopped& stopped) {
    return complain(messages, stopped.what(), was_interrupted() ? exit_interrupted : exit_budget);
  } catch (const UsageError& error) {
    return complain(messages, error.what(), exit_usage);
  } catch (const instances::MissingFileError& error) {
    return complain(messages, error.what(), exit_missing_file);
  } catch (const DataError& error) {
    return complain(messages, error.what(), exit_data);
  } catch (const report::OutputError& error) {
    return complain(messages, error.what(), exit_output);
  } catch (const std::bad_alloc&) {
    return complain(messages, "not enough memory", exit_internal);
  } catch (const std::exception& error) {
    return complain(messages, std::string("internal error: ") + error.what(), exit_internal);
  }
}

}  // namespace laecert::cli
