#include "instances/read_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <utility>

#include "instances/byte_source.hpp"
#include "instances/csv.hpp"
#include "instances/files.hpp"
#include "instances/matrix_market.hpp"
#include "instances/npy.hpp"
#include "instances/npy_samples.hpp"
#include "instances/number.hpp"
#include "instances/table_samples.hpp"
#include "instances/table_size.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

enum class Kind : std::int8_t { text, matrix_market, numpy };

/// A format, by the ending of the names of its files.
struct Format {
  std::string_view ending;
  Kind kind;
  std::optional<char> delimiter = {};  // of text; nothing: as the first line looks
};

constexpr Format formats[] = {{".csv", Kind::text, ','},
                              {".tsv", Kind::text, '\t'},
                              {".txt", Kind::text},
                              {".npy", Kind::numpy},
                              {".mtx", Kind::matrix_market}};

/// How other programs' files become one of these: `{0}` is the file, `{1}` its name without the ending.
struct Conversion {
  std::string_view ending;
  std::string_view advice;
};

constexpr std::string_view spreadsheet = "a spreadsheet; save the sheet with the numbers as {1}.csv";
constexpr std::string_view tensors =
    "weights of PyTorch; in Python: numpy.save('{1}.npy', torch.load('{0}')['NAME'].numpy())";

constexpr Conversion conversions[] = {
    {".npz", "several arrays; in Python: numpy.save('{1}.npy', numpy.load('{0}')['NAME'])"},
    {".pt", tensors},
    {".pth", tensors},
    {".parquet", "a columnar file; in Python: pandas.read_parquet('{0}').to_csv('{1}.csv', index=False)"},
    {".xlsx", spreadsheet},
    {".xls", spreadsheet},
    {".ods", spreadsheet}};

[[noreturn]] void refuse_ending(const std::filesystem::path& file, const std::string& ending) {
  const Conversion* known = std::find_if(std::begin(conversions), std::end(conversions),
                                         [&](const Conversion& conversion) { return conversion.ending == ending; });
  if (known == std::end(conversions)) {
    throw UsageError(
        fmt::format("{}: no format that is read; the known ones are .csv, .tsv, .txt, .npy and .mtx", file.string()));
  }
  const std::string advice = fmt::format(fmt::runtime(known->advice), file.filename().string(), file.stem().string());
  throw UsageError(fmt::format("{}: {}", file.string(), advice));
}

void require_text_for(const TableOptions& options, const std::filesystem::path& file) {
  constexpr const char* text = "goes with .csv, .tsv and .txt, and not with";
  if (options.delimiter) throw UsageError(fmt::format("--delimiter {} {}", text, file.string()));
  if (options.header != Choice::automatic) throw UsageError(fmt::format("--header {} {}", text, file.string()));
  if (options.index_column != Choice::automatic) {
    throw UsageError(fmt::format("--index-column {} {}", text, file.string()));
  }
  if (options.decimal_comma) throw UsageError(fmt::format("--decimal {} {}", text, file.string()));
  if (options.drop_rows_with_missing) throw UsageError(fmt::format("--missing {} {}", text, file.string()));
}

const Format& format_of(const std::filesystem::path& file, const TableOptions& options) {
  const std::string ending = small_letters(file.extension().string());
  const Format* known = std::find_if(std::begin(formats), std::end(formats),
                                     [&ending](const Format& format) { return format.ending == ending; });
  if (known == std::end(formats)) refuse_ending(file, ending);
  if (known->kind != Kind::text) require_text_for(options, file);
  return *known;
}

Table parse_as(const Format& format, const TextSource& source, const std::string& name, const TableOptions& options) {
  if (format.kind == Kind::matrix_market) return read_matrix_market(source, name, options);
  return parse_text_table(source, name, options, format.delimiter);
}

}  // namespace

Table read_table(const std::filesystem::path& file, const TableOptions& options) {
  const Format& format = format_of(file, options);
  if (format.kind == Kind::numpy) return read_npy(std::make_shared<FileBytes>(file), file.string(), options);
  return parse_as(format, text_in_file(file), file.string(), options);
}

Table parse_table(std::string_view bytes, const std::string& name, const TableOptions& options) {
  const Format& format = format_of(name, options);
  if (format.kind == Kind::numpy) return parse_npy(bytes, name, options);
  return parse_as(format, text_in_memory(bytes), name, options);
}

std::unique_ptr<const SampleBlocks> open_samples(const std::filesystem::path& file, const TableOptions& options) {
  if (format_of(file, options).kind != Kind::numpy) {
    Table table = read_table(file, options);
    // A sparse file can ask for more than fits before its numbers are looked at.
    const auto m = static_cast<std::uint64_t>(table.samples.cols());
    require_rationals(file.filename().string() + ": Gram matrix", m, m, 1);
    return std::make_unique<TableSamples>(std::move(table));
  }
  return std::make_unique<NpySamples>(std::make_shared<FileBytes>(file), file.string(), options);
}

RationalMatrix read_matrix(const std::filesystem::path& file, const TableOptions& options) {
  Table table = read_table(file, options);
  const ScaledMatrix& numbers = table.samples;
  const auto bits = static_cast<std::uint64_t>(std::abs(fmpz_mat_max_bits(numbers.numerators())));
  require_rationals(file.string(), static_cast<std::uint64_t>(numbers.rows()),
                    static_cast<std::uint64_t>(numbers.cols()), bits);
  return {numbers.to_rational(), std::move(table.notes)};
}

}  // namespace laecert::instances
