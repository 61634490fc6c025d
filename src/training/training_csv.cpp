#include <fmt/format.h>

#include <cmath>

#include "numeric/decimal.hpp"
#include "training/training_report.hpp"

namespace laecert::studies {

std::string number_cell(double x) { return std::isfinite(x) ? fmt::format("{}", x) : std::string(); }

std::string distance_cell(const TraceRow& row) {
  constexpr long digits_of_a_double = 17;
  if (!row.distance || !std::isfinite(*row.distance)) return {};
  return numeric::print_above(numeric::exact_rational(*row.distance), digits_of_a_double);
}

std::string csv_header() {
  return "iteration,loss,gradient_norm,transpose_gap,balance_gap,subspace_distance,direction_error,manifold,distance\n";
}

std::string csv_line(const TraceRow& row) {
  // A name of a manifold has commas.
  const std::string manifold = row.manifold.empty() ? "" : '"' + row.manifold + '"';
  return fmt::format("{},{},{},{},{},{},{},{},{}\n", row.iteration, number_cell(row.loss),
                     number_cell(row.gradient_norm), number_cell(row.transpose_gap), number_cell(row.balance_gap),
                     number_cell(row.subspace_distance), number_cell(row.direction_error), manifold,
                     distance_cell(row));
}

std::string to_csv(const std::vector<TraceRow>& trace) {
  std::string text = csv_header();
  for (const TraceRow& row : trace) text += csv_line(row);
  return text;
}

}  // namespace laecert::studies
