#include "instances/read_table.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "instances/byte_source.hpp"
#include "instances/csv.hpp"
#include "instances/files.hpp"
#include "instances/matrix_market.hpp"
#include "instances/npy.hpp"
#include "instances/npy_samples.hpp"
#include "instances/table_samples.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

/// A format, by the ending of the names of its files.
struct Format {
  std::string_view ending;
  bool has_delimiter;
  bool is_streamed;
  Table (*parse)(std::string_view bytes, const std::string& name, const TableOptions& options);
};

constexpr Format formats[] = {
    {".csv", true, false, parse_csv},
    {".npy", false, true, parse_npy},
    {".mtx", false, false, parse_matrix_market},
};

std::string small_letters(std::string text) {
  for (char& c : text) {
    if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

const Format& format_of(const std::filesystem::path& file, const TableOptions& options) {
  const std::string ending = small_letters(file.extension().string());
  const Format* known = std::find_if(std::begin(formats), std::end(formats),
                                     [&ending](const Format& format) { return format.ending == ending; });
  if (known == std::end(formats)) {
    throw UsageError(fmt::format("{}: no format that is read; the known ones are .csv, .npy and .mtx", file.string()));
  }
  if (options.delimiter && !known->has_delimiter) {
    throw UsageError(fmt::format("--delimiter goes with .csv, and not with {}", file.string()));
  }
  return *known;
}

}  // namespace

Table read_table(const std::filesystem::path& file, const TableOptions& options) {
  const Format& format = format_of(file, options);
  return format.parse(read_text_file(file), file.string(), options);
}

Table parse_table(std::string_view bytes, const std::string& name, const TableOptions& options) {
  return format_of(name, options).parse(bytes, name, options);
}

std::unique_ptr<const SampleBlocks> open_samples(const std::filesystem::path& file, const TableOptions& options) {
  if (!format_of(file, options).is_streamed) return std::make_unique<TableSamples>(read_table(file, options));
  return std::make_unique<NpySamples>(std::make_shared<FileBytes>(file), file.string(), options);
}

ScaledMatrix read_matrix(const std::filesystem::path& file, std::optional<char> delimiter) {
  return read_table(file, {.delimiter = delimiter}).samples;
}

}  // namespace laecert::instances
