#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/preamble.hpp"
#include "studies/inertia/report_inertia.hpp"

namespace laecert::studies {
namespace {

using report::KeyLine;

constexpr std::size_t shown_hash_digits = 8;  // JSON has all 64

report::Overview overview_of(const InertiaReport& report) {
  if (!report.inertia) return {.not_decided = report.reason};
  const numeric::Inertia& inertia = *report.inertia;
  return {.decided = fmt::format("of {} eigenvalues {} negative, {} zero, {} positive", report.size, inertia.negative,
                                 inertia.zero, inertia.positive)};
}

std::string null_space_text(const InertiaReport& report) {
  const std::string given = report.kernel ? fmt::format("{} vector{} in {}, H T = 0 exactly", report.vectors,
                                                        report.vectors == 1 ? "" : "s", *report.kernel)
                                          : "no vectors given";
  if (!report.inertia) return given;
  const long dimension = report.inertia->zero;
  switch (report.null_space) {
    case numeric::NullSpace::given:
      return fmt::format("dimension {}: {}, of that rank", dimension, given);
    case numeric::NullSpace::found:
      return fmt::format("dimension {}: {}, solved for exactly", dimension, given);
    case numeric::NullSpace::none:
      break;
  }
  return fmt::format("dimension 0: {}, H is regular", given);
}

std::string gap_text(const InertiaReport& report) {
  if (report.gap.empty()) return "every eigenvalue is 0";
  return fmt::format("{}eigenvalue has a modulus of at least {}", report.inertia->zero > 0 ? "every other " : "every ",
                     report.gap);
}

std::string proof_text(const InertiaReport& report) {
  if (report.gap.empty()) return "exact";
  const bool is_double = report.bits == 53;
  const std::string numbers =
      is_double ? "in double, all rounding bounded" : fmt::format("in balls of {} bits", report.bits);
  return fmt::format("{} ({})", numbers, fmt::join(report.by, ", "));
}

}  // namespace

report::Document document_of(const InertiaReport& report) {
  const report::Preamble preamble{.versions = report.versions, .max_digits = report.max_digits};
  report::Document document{report::title_blocks(preamble, "inertia of a symmetric matrix")};
  report::append(document.blocks, report::overview_blocks(overview_of(report)));
  document.blocks.emplace_back(KeyLine{"matrix", fmt::format("{}, {} x {}   sha256 {}", report.matrix, report.size,
                                                             report.size, report.sha256.substr(0, shown_hash_digits))});
  document.blocks.emplace_back(KeyLine{"null space", null_space_text(report)});
  if (!report.inertia) return document;
  document.blocks.emplace_back(KeyLine{"gap", gap_text(report)});
  document.blocks.emplace_back(KeyLine{"proof", proof_text(report)});
  return document;
}

std::string to_text(const InertiaReport& report, const report::TextOptions& options) {
  return report::to_text(document_of(report), report::setting_of(options));
}

}  // namespace laecert::studies
