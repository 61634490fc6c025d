#include "numeric/eigenspaces.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/eigenvalues.hpp"
#include "numeric/errors.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"

namespace laecert::numeric {
namespace {

// The eigenvalues from `first` on that are not proved different from their neighbour.
Index cluster_size(const std::vector<Ball>& values, Index first) {
  auto end = static_cast<std::size_t>(first) + 1;
  while (end < values.size() && !certainly(is_less(values[end], values[end - 1]))) ++end;
  return static_cast<Index>(end) - first;
}

// A lower bound of the distance of t, which lies in the space's first enclosure, to all other eigenvalues; nothing
// where there are none.
std::optional<Ball> distance_to_others(const std::vector<Ball>& values, const Eigenspace& space, const Ball& t) {
  const auto first = static_cast<std::size_t>(space.first), next = first + static_cast<std::size_t>(space.size);
  std::optional<Ball> least;
  if (first > 0) least = values[first - 1] - t;
  if (next < values.size()) least = least ? smaller(*least, t - values[next]) : t - values[next];
  if (!least) return {};
  return least->lower_end();
}

std::optional<Ball> basis_radius(const Matrix<Ball>& s, const std::vector<Ball>& values, const Eigenspace& space,
                                 Precision precision) {
  const Matrix<Ball> transposed = space.basis.transpose();
  Matrix<Ball> defect = product(transposed, space.basis);
  for (Index i = 0; i < space.size; ++i) defect(i, i) -= Ball(1);
  const Ball delta = enclose_norm(defect);
  const Ball t = values[static_cast<std::size_t>(space.first)].midpoint().at(precision);
  Ball eta(0);
  if (const std::optional<Ball> gap = distance_to_others(values, space, t)) {
    if (!certainly(is_positive(*gap))) return {};
    eta = enclose_norm(Matrix<Ball>(product(s, space.basis) - t * space.basis)) / *gap;
  }
  const Ball distance = delta + sqr(eta);
  if (!distance.is_finite() || !certainly(is_less(distance, Ball(1)))) return {};
  return Ball(eta + distance).upper_end();
}

}  // namespace

Outcome<Eigenspaces> enclose_leading_eigenspaces(const Matrix<Rational>& s, Index count, Precision precision) {
  if (count < 1 || count > s.rows()) {
    throw PreconditionError(fmt::format("enclose_leading_eigenspaces: {} of {} eigenvalues", count, s.rows()));
  }
  const Outcome<EnclosedEigensystem> system = enclose_eigensystem(s, precision);
  if (!system) return system.reason();
  const Matrix<Ball> lifted = lift_matrix<Ball>(s, precision);
  Eigenspaces result{.values = system->values};
  for (Index first = 0; first < count;) {
    Eigenspace space{.first = first, .size = cluster_size(result.values, first)};
    space.basis = system->approx_vectors.middleCols(first, space.size);
    space.radius = basis_radius(lifted, result.values, space, precision);
    first += space.size;
    result.spaces.push_back(std::move(space));
  }
  return result;
}

}  // namespace laecert::numeric
