#pragma once

#include <CLI/CLI.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "claims/parallel.hpp"
#include "report/text.hpp"
#include "report/write_file.hpp"

namespace laecert::cli {

/// Where a command's results go.
struct OutputOptions {
  std::string report;        // file for the text; empty: standard output
  std::string json;          // file for the JSON; "-": standard output, and then only JSON there
  std::string table;         // file for the CSV of all manifolds
  std::string junit;         // file for the JUnit XML
  std::string certificates;  // folder for the certificates
  bool quiet = false;
  bool wide = false;         // all columns of tables
  bool all_weights = false;  // every entry of wide matrices
};

/// The results of a command in every form that was asked for; the others are empty.
struct Output {
  std::string text, json = {}, table = {}, junit = {};
  std::vector<report::FileContent> beside = {};  // certificates, traces and the like
};

/// Adds --report, --json, --wide and --quiet.
void add_output_options(CLI::App& command, OutputOptions& options);

/// Adds --all-weights.
void add_weights_option(CLI::App& command, OutputOptions& options);

/// How texts are set.
report::TextOptions text_options(const OutputOptions& options);

/// Adds --certificates.
void add_certificates_option(CLI::App& command, OutputOptions& options);

/// For a word before a long computation: whether the results can go where the options say.
/// Errors: UsageError for "-" for anything but JSON; OutputError for a file in a directory that is not there, or one
///         that is a directory.
void require_places(const OutputOptions& options);

/// Writes the results where the options say: the files, all of them or none, then standard output.
/// Errors: as require_places; OutputError naming the file.
void deliver(const OutputOptions& options, const Output& output, std::ostream& out);

}  // namespace laecert::cli
