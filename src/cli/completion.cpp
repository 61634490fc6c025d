#include "cli/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "cli/option_values.hpp"
#include "numeric/errors.hpp"

namespace laecert::cli {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::string command_words(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::App* command : commands_of(app)) words.push_back(command->get_name());
  words.emplace_back("--help");
  words.emplace_back("--version");
  return fmt::format("{}", fmt::join(words, " "));
}

// What may stand in the place of an argument: its options, and what it takes by position; empty: files.
std::string offered_words(const CLI::App& app, const CLI::App& command) {
  std::vector<std::string> words;
  for (const CLI::Option* option : shown_options(command)) words.push_back(called(*option));
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) continue;
    const OptionValue value = option_value(command, *option);
    for (const std::string& word : value.choices()) words.push_back(word);
    if (value.name != "COMMAND") continue;
    for (const CLI::App* one : commands_of(app)) words.push_back(one->get_name());
  }
  return fmt::format("{}", fmt::join(words, " "));
}

bool takes_files(const CLI::App& command) {
  const std::vector<const CLI::Option*> options = command.get_options();
  return std::any_of(options.begin(), options.end(), [&command](const CLI::Option* option) {
    return option->get_positional() && option_value(command, *option).is_file();
  });
}

// Text for '...' of a shell.
std::string in_quotes(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

// What completes the value of an option, in the words of a shell for files, folders and choices.
struct Completers {
  std::string files, folders;
  std::function<std::string(const std::string& words)> choices;
  std::string nothing;
};

std::string completer_of(const OptionValue& value, const Completers& shell) {
  if (value.is_file()) return shell.files;
  if (value.is_folder()) return shell.folders;
  const std::vector<std::string> choices = value.choices();
  return choices.empty() ? shell.nothing : shell.choices(fmt::format("{}", fmt::join(choices, " ")));
}

// case PREVIOUS in --data) files ;; ... esac, for the options of a command that take a value.
std::string value_cases(const CLI::App& command, const Completers& shell) {
  std::string text;
  for (const CLI::Option* option : shown_options(command)) {
    const OptionValue value = option_value(command, *option);
    if (value.name.empty()) continue;
    text += fmt::format("        {}) {}; return ;;\n", called(*option), completer_of(value, shell));
  }
  return text;
}

std::string command_cases(const CLI::App& app, const Completers& shell) {
  std::string text;
  for (const CLI::App* command : commands_of(app)) {
    text += fmt::format("    {})\n      case $previous in\n{}      esac\n", command->get_name(),
                        value_cases(*command, shell));
    if (takes_files(*command)) text += "      " + shell.files + '\n';
    text += fmt::format("      {}\n      ;;\n", shell.choices(offered_words(app, *command)));
  }
  return text;
}

std::string bash_script(const CLI::App& app) {
  const Completers bash{
      .files = "compopt -o filenames; COMPREPLY+=($(compgen -f -- \"$current\"))",
      .folders = "compopt -o filenames; COMPREPLY+=($(compgen -d -- \"$current\"))",
      .choices = [](const std::string& words) { return "COMPREPLY+=($(compgen -W '" + words + "' -- \"$current\"))"; },
      .nothing = ":"};
  return fmt::format(
      R"(# bash completion of laecert; from `laecert completion bash`
_laecert() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '{}' -- "$current"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
}}
complete -F _laecert laecert
)",
      command_words(app), command_cases(app, bash));
}

std::string zsh_script(const CLI::App& app) {
  const Completers zsh{.files = "_files",
                       .folders = "_files -/",
                       .choices = [](const std::string& words) { return "compadd -- " + words; },
                       .nothing = ":"};
  return fmt::format(R"(#compdef laecert
# zsh completion of laecert; from `laecert completion zsh`
_laecert() {{
  local previous=${{words[CURRENT-1]}}
  if ((CURRENT == 2)); then
    compadd -- {}
    return
  fi
  case ${{words[2]}} in
{}  esac
}}
_laecert "$@"
)",
                     command_words(app), command_cases(app, zsh));
}

std::string fish_option(const CLI::App& command, const CLI::Option& option) {
  const OptionValue value = option_value(command, option);
  const std::string name = called(option);
  std::string line = fmt::format("complete -c laecert -n '__fish_seen_subcommand_from {}' {} {} -d {}",
                                 command.get_name(), name.starts_with("--") ? "-l" : "-s",
                                 name.substr(name.find_first_not_of('-')), in_quotes(option.get_description()));
  if (value.name.empty()) return line + '\n';
  if (value.is_file() || value.is_folder()) return line + " -r -F\n";
  const std::vector<std::string> choices = value.choices();
  return line + (choices.empty() ? " -x\n" : fmt::format(" -x -a '{}'\n", fmt::join(choices, " ")));
}

std::string fish_script(const CLI::App& app) {
  std::string text = "# fish completion of laecert; from `laecert completion fish`\n";
  for (const CLI::App* command : commands_of(app)) {
    text += fmt::format("complete -c laecert -n __fish_use_subcommand -f -a {} -d {}\n", command->get_name(),
                        in_quotes(command->get_description()));
  }
  for (const CLI::App* command : commands_of(app)) {
    for (const CLI::Option* option : shown_options(*command)) text += fish_option(*command, *option);
  }
  return text;
}

// Text of a line of roff: a backslash, a minus and what begins a request lose their meaning.
std::string in_roff(const std::string& text) {
  std::string line;
  for (const char c : text) {
    if (c == '\\') {
      line += "\\e";
    } else if (c == '-') {
      line += "\\-";
    } else {
      line += c;
    }
  }
  return line.starts_with('.') || line.starts_with('\'') ? "\\&" + line : line;
}

std::string roff_head(const std::string& name, const std::string& description) {
  return fmt::format(".TH {} 1 \"\" laecert\n.SH NAME\n{} \\- {}\n", in_roff(name), in_roff(name),
                     in_roff(description));
}

std::string roff_options(const CLI::App& command) {
  std::string text, group;
  for (const CLI::Option* option : shown_options(command)) {
    if (option->get_group() != group) text += fmt::format(".SH {}\n", in_roff(group = option->get_group()));
    text += fmt::format(".TP\n\\fB{}\\fR {}\n{}\n", in_roff(called(*option)),
                        in_roff(option->get_type_size() == 0 ? "" : option->get_type_name()),
                        in_roff(option->get_description()));
  }
  return text;
}

// Lines as they are.
std::string roff_lines(const std::string& text) {
  std::string lines = ".nf\n";
  std::string line;
  for (const char c : text + '\n') {
    if (c != '\n') {
      line += c;
      continue;
    }
    lines += in_roff(line) + '\n';
    line.clear();
  }
  return lines + ".fi\n";
}

std::string roff_page(const CLI::App& app) {
  std::string text = roff_head("laecert", "theorems about linear autoencoders, decided by proof on an instance");
  text += ".SH SYNOPSIS\n\\fBlaecert\\fR COMMAND [OPTIONS]\n.SH COMMANDS\n";
  for (const CLI::App* command : commands_of(app)) {
    text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", in_roff(command->get_name()), in_roff(command->get_description()));
  }
  return text + ".SH SEE ALSO\nlaecert\\-COMMAND(1): the options of each command.\n";
}

std::string roff_page_of(const CLI::App& command) {
  const std::string name = "laecert-" + command.get_name();
  std::string text = roff_head(name, command.get_description());
  text +=
      fmt::format(".SH SYNOPSIS\n\\fBlaecert {}\\fR [OPTIONS]\n", in_roff(command.get_name())) + roff_options(command);
  if (!command.get_footer().empty()) text += ".SH NOTES AND EXAMPLES\n" + roff_lines(command.get_footer());
  return text;
}

}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
  if (shell == "bash") return bash_script(app);
  if (shell == "zsh") return zsh_script(app);
  if (shell == "fish") return fish_script(app);
  throw UsageError(fmt::format("completion '{}': expected bash, zsh or fish", shell));
}

std::string manual_page(const CLI::App& app, const std::string& command) {
  if (command.empty()) return roff_page(app);
  for (const CLI::App* one : commands_of(app)) {
    if (one->get_name() == command) return roff_page_of(*one);
  }
  throw UsageError("there is no command '" + command + "'");
}

}  // namespace laecert::cli
