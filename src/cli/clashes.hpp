#pragma once

#include <CLI/CLI.hpp>

namespace laecert::cli {

/// Refuses a parsed command of which one output would replace another, or its own input: by their options, among them
/// the folders of certificates, traces and figures with all the files that may be written there. Links are followed;
/// a device may be named as often as one likes.
/// Errors: UsageError naming both options and the file.
void require_no_clash(const CLI::App& command);

}  // namespace laecert::cli
