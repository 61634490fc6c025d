#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace laecert::report {

/// An output cannot be written (exit code 73).
struct OutputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Asked again and again while a pipe is written to that nobody reads: whether to wait no longer.
using GiveUp = std::function<bool()>;

/// Takes a file's bytes, piece by piece.
using Sink = std::function<void(std::string_view)>;

/// A file to be written, and all that it is to hold.
struct FileContent {
  std::filesystem::path file;
  std::string content;
  bool is_index = false;                       // it tells of the files that are written with it
  std::function<void(const Sink&)> more = {};  // what follows the content: for what memory should not hold
};

/// Writes a file whole or not at all: into a temporary file beside it, which then takes its name.
/// Guarantee: after an error the file is as it was, and nothing is left beside it. Owner and permissions of a file that
///            is replaced are kept, as far as its owner may be given; a link stays one, also to what is not there yet.
///            What is there and is no regular file (a device, a pipe) is written to directly.
/// Errors:    OutputError naming the file and the cause.
void write_file(const std::filesystem::path& file, std::string_view content);

/// Writes several files, all of them or none: no file takes its name before each lies whole in its directory.
/// Guarantee: where one cannot be written, every regular file is as it was, and nothing is left beside it; save for an
///            error of the file system in the renaming itself, which may come after a first file has its name. At no
///            moment does an index stand beside files that it does not tell of: there may be none for that moment.
/// Errors:    OutputError naming the file and the cause.
void write_files(const std::vector<FileContent>& files, const GiveUp& give_up = {});

/// The file that is written where this one is named: behind its links, there or not.
/// Errors: OutputError for links in a circle.
std::filesystem::path place_of(const std::filesystem::path& file);

/// Whether a file may be written there, as far as can be told without writing: its directory is there, and it is no
/// directory itself. For a word before a long computation.
/// Errors: OutputError naming the file and the cause.
void require_place_for(const std::filesystem::path& file);

}  // namespace laecert::report
