#include <fmt/format.h>

#include "report/training.hpp"

namespace laecert::report {

std::string to_csv(const std::vector<TraceRow>& trace) {
  std::string text =
      "iteration,loss,gradient_norm,transpose_gap,balance_gap,subspace_distance,direction_error,manifold,distance\n";
  for (const TraceRow& row : trace) {
    // A name of a manifold has commas.
    const std::string manifold = row.manifold.empty() ? "" : '"' + row.manifold + '"';
    text += fmt::format("{},{},{},{},{},{},{},{},{}\n", row.iteration, row.loss, row.gradient_norm, row.transpose_gap,
                        row.balance_gap, row.subspace_distance, row.direction_error, manifold, row.distance);
  }
  return text;
}

}  // namespace laecert::report
