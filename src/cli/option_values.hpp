#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace laecert::cli {

/// What an option takes, as its help names it: FILE, DIR, N, RATIONAL, ..., or its choices: "n|n-1". A flag: "".
struct OptionValue {
  std::string name;
  bool list = false;  // several, with commas between them

  [[nodiscard]] bool is_file() const { return name == "FILE"; }
  [[nodiscard]] bool is_folder() const { return name == "DIR"; }
  /// The words to choose from, where there are such.
  [[nodiscard]] std::vector<std::string> choices() const;
};

/// What this option of this command takes. Errors: PreconditionError for one that the table does not have.
OptionValue option_value(const CLI::App& command, const CLI::Option& option);

/// The options of a command in the order and the groups of its help, without those that are hidden.
std::vector<const CLI::Option*> shown_options(const CLI::App& command);

/// --time-limit, or -k: the name that an option is called by; of an argument by position its own, id.
std::string called(const CLI::Option& option);

/// The help of all commands: options in groups, each with the name of its value, and nothing of what excludes what.
void arrange_help(CLI::App& app);

}  // namespace laecert::cli
