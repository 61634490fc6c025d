#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "report/number_text.hpp"
#include "report/preamble.hpp"
#include "training/training_report.hpp"

namespace laecert::studies {
namespace {

using report::Align;
using report::Document;
using report::KeyLine;
using report::Line;
using report::Row;
using report::Table;
using report::TextOptions;

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

// Rounded to so many significant digits: numbers in double, and rates, which are far better enclosed.
std::string shown(const std::string& number, int digits = 3) {
  if (number.empty()) return "-";
  double x = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), x);
  if (error != std::errc() || end != number.data() + number.size()) return number;
  return fmt::format("{:.{}g}", x, digits);
}

std::string shown(double x) { return shown(number_cell(x)); }

constexpr int rate_digits = 8;

std::string distance_text(const TrainedAlgorithm& one) {
  return one.distance.empty() ? "-" : "<= " + report::with_exponent(one.distance);
}

// The digits of a predicted rate that are right, of those that are shown.
std::string predicted_text(const TrainedAlgorithm& one) {
  if (one.predicted_rate.empty()) return "-";
  return report::leading_digits(one.predicted_rate, one.predicted_radius, rate_digits);
}

Row row_of(const TrainedAlgorithm& one) {
  if (one.refused) return {.cells = {one.name, "-", "not run", "-", "-", "-", "-"}, .notes = {*one.refused}};
  Row row{.cells = {one.name, report::integer_text(one.iterations), one.stopped_by, distance_text(one),
                    or_dash(one.manifold), predicted_text(one), shown(one.measured_rate, rate_digits)}};
  if (!one.reason.empty()) row.notes.push_back(one.reason);
  return row;
}

Table runs_table(const std::vector<TrainedAlgorithm>& algorithms) {
  Table table{.columns = {{"algorithm"},
                          {"iterations", Align::right},
                          {"stopped by"},
                          {"distance"},
                          {"to", Align::left, 0, report::most_index_set_width},
                          {"rate"},
                          {"measured"}}};
  table.rows.reserve(algorithms.size());
  for (const TrainedAlgorithm& one : algorithms) table.rows.push_back(row_of(one));
  return table;
}

// What holds at the last iterates, in double.
Table gaps_table(const std::vector<TrainedAlgorithm>& algorithms) {
  Table table{.columns = {{"algorithm"}, {"|W1-W2^T|"}, {"balance"}, {"to SVD"}}};
  for (const TrainedAlgorithm& one : algorithms) {
    if (one.refused) continue;
    table.rows.push_back(
        {{one.name, shown(one.last.transpose_gap), shown(one.last.balance_gap), shown(one.last.subspace_distance)}});
  }
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

// A number with its radius; "-" where there is none.
std::string told(const report::Enclosed& one) {
  if (one.value.empty()) return "-";
  return one.radius == "0" ? one.value : fmt::format("{} (+- {})", one.value, one.radius);
}

// The entries to the decimals that an error of the whole leaves right: half a unit of the last one is at least the
// error.
std::string vector_text(const std::vector<std::string>& vector, const std::string& error) {
  constexpr std::size_t shown_entries = 8;
  constexpr int most_decimals = 8;
  const double bound = std::strtod(error.c_str(), nullptr);
  const int decimals =
      bound > 0 ? std::clamp(static_cast<int>(std::floor(-std::log10(2 * bound))), 0, most_decimals) : most_decimals;
  std::vector<std::string> entries;
  for (std::size_t j = 0; j < std::min(shown_entries, vector.size()); ++j) {
    entries.push_back(fmt::format("{:.{}f}", std::strtod(vector[j].c_str(), nullptr), decimals));
  }
  return fmt::format("({}{})", fmt::join(entries, ", "), vector.size() > shown_entries ? ", ..." : "");
}

void add_directions(Document& document, const Directions& directions) {
  document.blocks.emplace_back(
      Line{fmt::format("principal directions and singular values of X, as the weights of {} tell them: left singular "
                       "vectors of W2, sqrt(lambda/(1 - d^2)); each with its enclosed distance from the true one",
                       directions.algorithm)});
  Table table{.columns = {{"", Align::right}, {"sigma"}, {"d"}}, .indent = 2};
  table.rows.reserve(directions.singular_values.size());
  for (std::size_t i = 0; i < directions.singular_values.size(); ++i) {
    Row row{{std::to_string(i + 1), told(directions.singular_values[i]), told(directions.decoder_values[i])}};
    const std::string& error = directions.errors[i];
    if (!error.empty()) {
      row.notes.push_back(
          fmt::format("direction {}   error at most {}", vector_text(directions.vectors[i], error), error));
    }
    table.rows.push_back(std::move(row));
  }
  document.blocks.emplace_back(std::move(table));
  for (const std::string& note : directions.notes) document.blocks.emplace_back(Line{note});
}

report::Overview overview_of(const Training& training) {
  report::Overview overview;
  const auto add = [](std::string& text, const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  if (!training.complete) add(overview.not_decided, "stopped before the end; --resume goes on");
  for (const TrainedAlgorithm& one : training.algorithms) {
    if (one.refused) {
      add(overview.not_decided, one.name + " not run");
    } else if (one.distance.empty()) {
      add(overview.not_decided, one.name + " ended near no certified point");
    } else if (one.stopped_by == "certified") {
      add(overview.decided,
          fmt::format("{} within {} of {}", one.name, report::with_exponent(one.distance), one.manifold));
    } else {
      add(overview.not_decided, one.name + " not within the tolerance");
    }
  }
  return overview;
}

}  // namespace

Document document_of(const Training& training, const TextOptions& options) {
  Document document = report::opening(training.preamble, "training", overview_of(training), options.significant_digits);
  report::append(
      document.blocks,
      {KeyLine{"loss", training.loss},
       KeyLine{"start", fmt::format("i.i.d. Gaussian weights of deviation {}, seed {}; tied: W1 = W2^T",
                                    training.start_scale, training.seed)},
       KeyLine{"stop", fmt::format("{}; at most {} iterations", stop_text(training), training.iterations)},
       KeyLine{"rigour", "distances are certified; rates predicted are enclosed, all other numbers are in double"},
       Line{}, runs_table(training.algorithms), Line{}, gaps_table(training.algorithms)});
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
  return report::to_text(document_of(training, options), report::setting_of(options));
}

}  // namespace laecert::studies
