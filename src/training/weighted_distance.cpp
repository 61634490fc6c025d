#include "training/weighted_distance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "families/lae/findings.hpp"
#include "numeric/errors.hpp"
#include "training/doubles.hpp"

namespace laecert::studies {
namespace {

using problem::Autoencoder;

void require_shapes(const theory::Spectrum& spectrum, const std::vector<Rational>& penalties,
                    const Autoencoder<double>& w) {
  const Index m = spectrum.m(), k = static_cast<Index>(penalties.size());
  if (w.W1.rows() != k || w.W1.cols() != m || w.W2.rows() != m || w.W2.cols() != k) {
    throw PreconditionError(fmt::format("weights of other shapes than {} x {} and {} x {}", k, m, m, k));
  }
  if (std::ranges::any_of(penalties, [](const Rational& penalty) { return penalty <= 0; })) {
    throw PreconditionError("a penalty is not positive");
  }
}

// sqrt(1 - lambda / s); not finite unless s > lambda.
Ball unit_length(const theory::Spectrum& spectrum, Index i, const Rational& penalty) {
  const Ball& s = spectrum.values[static_cast<std::size_t>(i)];
  return sqrt(theory::predict_map_factor(Loss::sum, s, Ball(penalty, spectrum.precision)));
}

// What a unit is near to: +-d u_i of an eigenvector (counted from 0), or zero.
struct NearUnit {
  std::optional<Index> eigenvector = {};
  bool is_negative = false;
};

// A guess, in double.
NearUnit nearest_unit(const theory::Spectrum& spectrum, const Rational& penalty, const Vector<double>& unit,
                      const Matrix<double>& U) {
  const Vector<double> loads = U.transpose() * unit;
  Index i = 0;
  for (Index j = 1; j < loads.size(); ++j) {
    if (std::abs(loads(j)) > std::abs(loads(i))) i = j;
  }
  const Ball d = unit_length(spectrum, i, penalty);
  if (!numeric::certainly(is_positive(d)) || !(std::abs(loads(i)) > d.approx_double() / 2)) return {};
  return {.eigenvector = i, .is_negative = loads(i) < 0};
}

bool share_an_eigenvector(const std::vector<NearUnit>& units) {
  for (std::size_t a = 0; a < units.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (units[a].eigenvector && units[a].eigenvector == units[b].eigenvector) return true;
    }
  }
  return false;
}

// d u_i with its sign, u_i of one orthonormal eigenbasis; nothing where that is not enclosed.
std::optional<Vector<Ball>> enclose_unit(const theory::Spectrum& spectrum, const Rational& penalty,
                                         const NearUnit& unit) {
  Vector<Ball> w = Vector<Ball>::Constant(spectrum.m(), Ball(0));
  if (!unit.eigenvector) return w;
  const Index i = *unit.eigenvector;
  const std::optional<Ball>& radius = spectrum.basis_radii[static_cast<std::size_t>(i)];
  if (!radius) return {};
  const Ball d = unit_length(spectrum, i, penalty);
  for (Index row = 0; row < spectrum.m(); ++row) {
    const Ball entry = d * spectrum.vectors(row, i).widened(*radius);
    w(row) = unit.is_negative ? -entry : entry;
  }
  return w;
}

std::vector<Index> counted_from_one(const std::vector<NearUnit>& units) {
  std::vector<Index> eigenvectors;
  eigenvectors.reserve(units.size());
  for (const NearUnit& unit : units) eigenvectors.push_back(unit.eigenvector ? *unit.eigenvector + 1 : 0);
  return eigenvectors;
}

}  // namespace

Outcome<NearUnits> enclose_units_distance(const theory::Spectrum& spectrum, const std::vector<Rational>& penalties,
                                          const Autoencoder<double>& weights) {
  require_shapes(spectrum, penalties, weights);
  if (!all_finite(weights)) return Reason{"the weights are not finite"};
  const Matrix<double> U = approx_matrix(spectrum.vectors);
  std::vector<NearUnit> units;
  for (std::size_t a = 0; a < penalties.size(); ++a) {
    const auto row = static_cast<Index>(a);
    const Vector<double> mean = 0.5 * (weights.W1.row(row).transpose() + weights.W2.col(row));
    units.push_back(nearest_unit(spectrum, penalties[a], mean, U));
  }
  if (share_an_eigenvector(units)) return Reason{"two units follow one eigenvector"};
  const Autoencoder<Ball> w = exact_weights(weights, spectrum.precision);
  Ball squares(0);
  for (std::size_t a = 0; a < penalties.size(); ++a) {
    const auto row = static_cast<Index>(a);
    const std::optional<Vector<Ball>> unit = enclose_unit(spectrum, penalties[a], units[a]);
    if (!unit) return Reason{"an eigenvector of a unit is not enclosed"};
    for (Index i = 0; i < unit->size(); ++i) squares += sqr(w.W1(row, i) - (*unit)(i)) + sqr(w.W2(i, row) - (*unit)(i));
  }
  const Ball distance = sqrt_nonnegative(squares);
  if (!distance.is_finite()) return Reason{"the weights are too large for a distance"};
  return NearUnits{counted_from_one(units), distance.upper_end()};
}

std::string units_text(const std::vector<Index>& eigenvectors) {
  std::vector<std::string> names;
  names.reserve(eigenvectors.size());
  for (const Index i : eigenvectors) names.push_back(i > 0 ? std::to_string(i) : "-");
  return fmt::format("units on {}", fmt::join(names, ","));
}

}  // namespace laecert::studies
