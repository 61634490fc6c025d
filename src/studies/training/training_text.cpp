#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "report/header_text.hpp"
#include "report/number_text.hpp"
#include "report/training.hpp"

namespace laecert::report {
namespace {

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

// Rounded to so many significant digits: numbers in double, and rates, which are far better enclosed.
std::string shown(const std::string& number, int digits = 3) {
  if (number.empty()) return "-";
  double x = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), x);
  if (error != std::errc() || end != number.data() + number.size()) return number;
  return fmt::format("{:.{}g}", x, digits);
}

constexpr int rate_digits = 8;

std::string distance_text(const TrainedAlgorithm& one) {
  return one.distance.empty() ? "-" : "< " + with_exponent(one.distance);
}

Row row_of(const TrainedAlgorithm& one) {
  if (one.refused)
    return {.cells = {one.name, "-", "not run", "-", "-", "-", "-", "-", "-", "-"}, .notes = {*one.refused}};
  Row row{.cells = {one.name, one.iterations, one.stopped_by, distance_text(one), or_dash(one.manifold),
                    shown(one.predicted_rate, rate_digits), shown(one.measured_rate, rate_digits),
                    shown(one.last.transpose_gap), shown(one.last.balance_gap), shown(one.last.subspace_distance)}};
  if (!one.reason.empty()) row.notes.push_back(one.reason);
  return row;
}

Table runs_table(const std::vector<TrainedAlgorithm>& algorithms) {
  Table table{.columns = {{"algorithm"},
                          {"iterations", Align::right},
                          {"stopped by"},
                          {"distance"},
                          {"to"},
                          {"rate", Align::left},
                          {"measured"},
                          {"|W1-W2^T|"},
                          {"balance"},
                          {"to SVD"}}};
  table.rows.reserve(algorithms.size());
  for (const TrainedAlgorithm& one : algorithms) table.rows.push_back(row_of(one));
  return table;
}

// Each set of lemmas once.
std::string by_text(const std::vector<TrainedAlgorithm>& algorithms) {
  std::vector<std::string> sets;
  for (const TrainedAlgorithm& one : algorithms) {
    if (one.distance.empty()) continue;
    const std::string set = fmt::format("{}", fmt::join(one.by, ", "));
    if (std::find(sets.begin(), sets.end(), set) == sets.end()) sets.push_back(set);
  }
  return fmt::format("{}", fmt::join(sets, "; "));
}

std::string stop_text(const Training& training) {
  if (training.stop_rule == "reference") {
    return fmt::format(
        "the reference's rule with eps = {}, which is unsound: it never looks at the gradient, and may hold "
        "far from every critical point (stop.transpose-gap)",
        training.eps);
  }
  return fmt::format(
      "certified distance to a critical point below {}, looked at each time the iterations have grown by "
      "a quarter",
      training.tolerance);
}

void add_directions(Document& document, const Directions& directions) {
  document.blocks.emplace_back(
      Line{fmt::format("principal directions and singular values of X, as the weights of {} tell them in double: left "
                       "singular vectors of W2, sqrt(lambda/(1 - d^2))",
                       directions.algorithm)});
  Table table{.columns = {{"", Align::right}, {"sigma"}, {"d"}, {"direction"}}, .indent = 2};
  table.rows.reserve(directions.singular_values.size());
  bool has_zero = false;
  for (std::size_t i = 0; i < directions.singular_values.size(); ++i) {
    std::vector<std::string> entries;
    const std::vector<std::string>& vector = directions.vectors[i];
    constexpr std::size_t shown_entries = 8;
    for (std::size_t j = 0; j < std::min(shown_entries, vector.size()); ++j) entries.push_back(shown(vector[j]));
    const std::string dots = vector.size() > shown_entries ? ", ..." : "";
    const bool is_zero = directions.singular_values[i].empty();
    has_zero = has_zero || is_zero;
    table.rows.push_back({{std::to_string(i + 1), or_dash(truncated(directions.singular_values[i], 12)),
                           or_dash(truncated(directions.decoder_values[i], 12)),
                           is_zero ? "-" : fmt::format("({}{})", fmt::join(entries, ", "), dots)}});
  }
  document.blocks.emplace_back(std::move(table));
  if (has_zero) {
    document.blocks.emplace_back(
        Line{"a unit that is zero at the critical point says nothing of X: its direction is arbitrary"});
  }
}

}  // namespace

Document document_of(const Training& training, const TextOptions& options) {
  Document document{
      {title_line(training.versions, "training"), numbers_line(training.versions, training.max_digits),
       instance_line(training.instance),
       spectrum_line({training.spectrum, training.spectrum_note, training.q}, options.significant_digits),
       hypotheses_line(training.hypotheses), KeyLine{"loss", training.loss},
       KeyLine{"start", fmt::format("i.i.d. Gaussian weights of deviation {}, seed {}; tied: W1 = W2^T",
                                    training.start_scale, training.seed)},
       KeyLine{"stop", fmt::format("{}; at most {} iterations", stop_text(training), training.iterations)},
       KeyLine{"rigour", "distances are certified; rates predicted are enclosed, all other numbers are in double"},
       Line{}, runs_table(training.algorithms)}};
  const std::string by = by_text(training.algorithms);
  if (!by.empty()) document.blocks.emplace_back(KeyLine{"by", by});
  if (!training.complete) document.blocks.emplace_back(KeyLine{"stopped", "complete: false; --resume goes on"});
  if (training.directions) {
    document.blocks.emplace_back(Line{});
    add_directions(document, *training.directions);
  } else if (!training.directions_reason.empty()) {
    document.blocks.emplace_back(KeyLine{"directions", "none: " + training.directions_reason});
  }
  if (training.plot) {
    document.blocks.emplace_back(Line{});
    for (std::string& line : plot_lines(training.algorithms)) document.blocks.emplace_back(Line{std::move(line)});
  }
  return document;
}

std::string to_text(const Training& training, const TextOptions& options) {
  return to_text(document_of(training, options));
}

}  // namespace laecert::report
