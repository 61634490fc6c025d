#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "cli/journal_file.hpp"
#include "problem/instance.hpp"

namespace laecert::cli {

/// The journal of a command, as it was typed.
struct JournalOptions {
  std::string journal, resume;
};

/// Adds --journal and --resume.
void add_journal_options(CLI::App& command, JournalOptions& options);

/// The journal that the options name; null where they name none. The options of the command that bear on results, and
/// the instance (none: the built-in suite), must be those of the run that is gone on with.
/// Errors: as JournalFile::begin and JournalFile::resume.
std::unique_ptr<JournalFile> open_journal(const JournalOptions& options, const CLI::App& command,
                                          const std::optional<problem::Instance>& instance);

}  // namespace laecert::cli
