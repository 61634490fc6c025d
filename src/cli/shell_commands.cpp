#include <memory>

#include "cli/commands.hpp"
#include "cli/completion.hpp"
#include "cli/exit_codes.hpp"

namespace laecert::cli {

Action add_completion(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("completion", "print the script that completes commands and options in a shell");
  command->add_option("shell", *shell, "the shell")->required();
  command->footer(
      "Examples:\n  source <(laecert completion bash)\n"
      "  laecert completion fish > ~/.config/fish/completions/laecert.fish");
  return [&app, shell](const Streams& streams) {
    streams.out << completion_script(app, *shell);
    return exit_ok;
  };
}

Action add_man(CLI::App& app) {
  const auto page = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("man", "print the manual page of a command, or of laecert");
  command->add_option("command", *page, "the command (default: laecert as a whole)");
  command->footer("Examples:\n  laecert man verify | man -l -");
  return [&app, page](const Streams& streams) {
    streams.out << manual_page(app, *page);
    return exit_ok;
  };
}

}  // namespace laecert::cli
