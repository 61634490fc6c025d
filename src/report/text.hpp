#pragma once

#include <string>
#include <string_view>

#include "report/document.hpp"
#include "report/report.hpp"

namespace laecert::report {

/// How much of a report its text shows.
struct TextOptions {
  std::size_t manifold_rows = 40;       // of each loss
  std::size_t significant_digits = 12;  // of spectrum and values
  bool wide = false;                    // all columns, however wide
  bool all_weights = false;             // every entry of wide matrices
};

/// How a text with these options is set.
Setting setting_of(const TextOptions& options);

/// The widest index set that stands in a column of a table.
inline constexpr std::size_t most_index_set_width = 24;

Document document_of(const Report& report, const TextOptions& options = {});
Document document_of(const SuiteReport& suite, const TextOptions& options = {});

/// The report as text, in the layout of the design page.
std::string to_text(const Report& report, const TextOptions& options = {});

/// The reports of a suite in short form, then the summary and controls over all of them.
std::string to_text(const SuiteReport& suite, const TextOptions& options = {});

/// The text with its first two lines, which hold versions, replaced: for comparison with an approved text.
std::string masked(std::string_view text);

}  // namespace laecert::report
