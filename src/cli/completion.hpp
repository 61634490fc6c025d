#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace laecert::cli {

/// The script that completes laecert's commands, options, files and choices in a shell: bash, zsh or fish.
/// Errors: UsageError for another shell.
std::string completion_script(const CLI::App& app, const std::string& shell);

/// The manual page of a command in roff, or, where it is empty, of laecert as a whole: what its help says.
/// Errors: UsageError for an unknown command.
std::string manual_page(const CLI::App& app, const std::string& command);

}  // namespace laecert::cli
