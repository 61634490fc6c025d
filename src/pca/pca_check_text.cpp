#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pca/pca_check_report.hpp"
#include "report/preamble.hpp"

namespace laecert::studies {
namespace {

using report::Align;
using report::Document;
using report::KeyLine;
using report::Table;
using report::TextOptions;

std::string bound_text(const std::string& bound) { return bound.empty() ? "not enclosed" : bound; }

std::string space_text(const CheckedDirection& one) {
  return one.first == one.last ? fmt::format("u_{}", one.first) : fmt::format("u_{} to u_{}", one.first, one.last);
}

std::vector<std::string> notes_of(const CheckedDirection& one) {
  std::vector<std::string> notes;
  if (one.wrong) {
    notes.push_back(fmt::format("first wrong digit: decimal {} of entry {}, {}, true {}", one.wrong->place,
                                one.wrong->entry, one.wrong->given, one.wrong->truth));
  }
  if (one.cosine) notes.push_back(fmt::format("cosine to a row before it at most {}", one.cosine->upper));
  return notes;
}

Table directions_table(const PcaCheck& check) {
  Table table{
      .columns =
          {{"component", Align::right}, {"of"}, {"angle at least"}, {"at most"}, {"||v| - 1| at most"}, {"verdict"}},
      .indent = 2};
  for (std::size_t i = 0; i < check.directions.size(); ++i) {
    const CheckedDirection& one = check.directions[i];
    table.rows.push_back({{std::to_string(i + 1), space_text(one), bound_text(one.angle.lower),
                           bound_text(one.angle.upper), one.length_error.upper, to_string(one.outcome)},
                          notes_of(one)});
  }
  return table;
}

Table variances_table(const PcaCheck& check) {
  Table table{.columns = {{"variance", Align::right}, {"true"}, {"error at least"}, {"at most"}, {"verdict"}},
              .indent = 2};
  for (std::size_t i = 0; i < check.variances.size(); ++i) {
    const CheckedVariance& one = check.variances[i];
    std::vector<std::string> notes;
    if (one.wrong) {
      notes.push_back(fmt::format("first wrong digit: the {}. significant one, {}, true {}", one.wrong->place,
                                  one.wrong->given, one.wrong->truth));
    }
    table.rows.push_back({{std::to_string(i + 1), one.truth.value, bound_text(one.error.lower),
                           bound_text(one.error.upper), to_string(one.outcome)},
                          notes});
  }
  return table;
}

report::Overview overview_of(const PcaCheck& check) {
  report::Overview overview{.not_decided = fmt::format("{}", fmt::join(check.undecided, "; "))};
  if (check.outcome == CheckOutcome::within) overview.decided = check.verdict;
  if (check.outcome == CheckOutcome::beyond) overview.unexpected = check.verdict;
  if (check.outcome == CheckOutcome::undecided && check.undecided.empty()) overview.not_decided = check.verdict;
  if (overview.decided.empty() && !check.directions.empty()) {
    overview.decided = fmt::format("the angles of {} components enclosed", check.directions.size());
  }
  return overview;
}

}  // namespace

Document document_of(const PcaCheck& check, const TextOptions& options) {
  Document document =
      report::opening(check.preamble, "principal components, checked", overview_of(check), options.significant_digits);
  document.blocks.emplace_back(KeyLine{"centring", check.centering});
  const std::string why = check.within_why.empty() ? "" : ", " + check.within_why;
  document.blocks.emplace_back(KeyLine{"within", fmt::format("{}{}; angles in radians", check.within, why)});
  if (!check.directions.empty()) document.blocks.emplace_back(directions_table(check));
  if (!check.variances.empty()) {
    document.blocks.emplace_back(
        KeyLine{"divisor", fmt::format("explained variances over {}; errors are relative", check.divisor)});
    document.blocks.emplace_back(variances_table(check));
  }
  for (const std::string& note : check.notes) document.blocks.emplace_back(KeyLine{"note", note});
  document.blocks.emplace_back(KeyLine{"verdict", check.verdict});
  return document;
}

std::string to_text(const PcaCheck& check, const TextOptions& options) {
  return report::to_text(document_of(check, options), report::setting_of(options));
}

}  // namespace laecert::studies
