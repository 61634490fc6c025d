#include "theory/spectrum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "numeric/eigenvalues.hpp"
#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/product.hpp"
#include "theory/eigenvector_bounds.hpp"
#include "theory/spectrum_exact.hpp"

namespace laecert::theory {

namespace {

using numeric::EnclosedEigensystem;

// Beyond this size the characteristic polynomial costs too much, and only "different" can be decided.
constexpr Index largest_exact_size = 200;

// What exact linear algebra says where enclosures cannot. Each answer costs more than an enclosure, and is found when
// it is first asked for.
class ExactFacts {
 public:
  explicit ExactFacts(const problem::Instance& instance) : instance_(instance) {}

  // Of the eigenvalue x: m - rank(S - x).
  Index zero_multiplicity() { return remembered(zero_, Rational(0)); }
  Index wall_multiplicity() { return remembered(wall_, instance_.lambda()); }

  // The number of different eigenvalues; nothing beyond largest_exact_size.
  std::optional<Index> distinct() {
    if (!distinct_ && instance_.m() <= largest_exact_size) {
      distinct_ = 0;
      const numeric::RationalPolynomial p = numeric::characteristic_polynomial(instance_.gram());
      for (const numeric::PolynomialFactor& part : numeric::squarefree_decomposition(p)) {
        *distinct_ += part.factor.degree();
      }
    }
    return distinct_;
  }

 private:
  Index remembered(std::optional<Index>& known, const Rational& x) {
    if (!known) {
      Matrix<Rational> shifted = instance_.gram();
      for (Index i = 0; i < instance_.m(); ++i) shifted(i, i) -= x;
      known = instance_.m() - numeric::exact_rank(shifted);
    }
    return *known;
  }

  const problem::Instance& instance_;
  std::optional<Index> zero_, wall_, distinct_;
};

// Neighbours whose enclosures are not proved different form one cluster.
std::vector<Group> clusters(const std::vector<Ball>& values) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0 && !certainly(is_less(values[i], values[i - 1]))) {
      ++groups.back().size;
    } else {
      groups.push_back({static_cast<Index>(i), 1});
    }
  }
  return groups;
}

Index count_containing(const std::vector<Ball>& values, const Rational& x) {
  Index count = 0;
  for (const Ball& value : values) count += value.contains(x) ? 1 : 0;
  return count;
}

bool all_contain(const std::vector<Ball>& values, const Group& group, const Rational& x) {
  const auto first = values.begin() + group.first;
  return std::all_of(first, first + group.size, [&](const Ball& value) { return value.contains(x); });
}

// Of the eigenvalues zero and lambda.
struct Multiplicities {
  Index zero = 0, wall = 0;
};

// As many enclosures around zero (or lambda) as its multiplicity make each of them zero (or lambda). A cluster of
// several others holds at least one eigenvalue of its own, so as many clusters as different eigenvalues make each
// cluster one eigenvalue.
Outcome<Multiplicities> decide_equalities(const std::vector<Ball>& values, const std::vector<Group>& groups,
                                          const Rational& lambda, ExactFacts& facts) {
  Multiplicities found;
  if (const Index around = count_containing(values, 0); around > 0) {
    found.zero = facts.zero_multiplicity();
    if (around != found.zero) return Reason{"an eigenvalue is not separated from zero"};
  }
  if (const Index around = count_containing(values, lambda); around > 0) {
    found.wall = facts.wall_multiplicity();
    if (around != found.wall) return Reason{"an eigenvalue is not separated from lambda"};
  }
  const bool is_open = std::ranges::any_of(groups, [&](const Group& group) {
    return group.size > 1 && !all_contain(values, group, 0) && !all_contain(values, group, lambda);
  });
  if (!is_open) return found;
  const Index expected = facts.distinct().value_or(static_cast<Index>(values.size()));
  if (static_cast<Index>(groups.size()) == expected) return found;
  return Reason{fmt::format("{} eigenvalues are separated, {} expected", groups.size(), expected)};
}

// What is proved equal has one enclosure; what is proved to be lambda or zero is it.
std::vector<Ball> with_equalities(std::vector<Ball> values, const Spectrum& spectrum) {
  for (const Group& group : spectrum.groups) {
    const auto first = static_cast<std::size_t>(group.first), last = first + static_cast<std::size_t>(group.size);
    Ball common = values[first];
    for (std::size_t i = first + 1; i < last; ++i) common = intersection(common, values[i]).value_or(common);
    if (common.contains(spectrum.lambda)) common = Ball(spectrum.lambda, spectrum.precision);
    if (common.contains(Rational(0))) common = Ball().at(spectrum.precision);
    for (std::size_t i = first; i < last; ++i) values[i] = common;
  }
  return values;
}

// Requires: a value that contains lambda is lambda. The others lie to one side of it, which is asked of the exact
// lambda: a rounded one may meet their enclosures.
Index count_above(const std::vector<Ball>& values, const Rational& lambda) {
  return std::ranges::count_if(
      values, [&](const Ball& value) { return !value.contains(lambda) && value.exact_midpoint() > lambda; });
}

Ball sum_of_squares(const Vector<Ball>& x) {
  Ball squares;
  for (const Ball& entry : x) squares += sqr(entry);
  return squares;
}

Ball norm(const Vector<Ball>& x) { return sqrt(sum_of_squares(x)); }

// An upper bound of the norm, also where the enclosure of the sum of squares reaches below zero.
Ball norm_bound(const Vector<Ball>& x) {
  const Ball squares = sum_of_squares(x);
  return squares.is_finite() ? sqrt(squares.upper_end().at(squares.precision())) : squares;
}

// min |t - s_j| over the eigenvalues outside the group, t the group's midpoint; nothing where there are none.
std::optional<Ball> distance_to_others(const Spectrum& spectrum, const Group& group, const Ball& t) {
  const auto first = static_cast<std::size_t>(group.first), next = first + static_cast<std::size_t>(group.size);
  std::optional<Ball> least;
  if (first > 0) least = abs(t - spectrum.values[first - 1]);
  if (next < spectrum.values.size()) {
    const Ball below = abs(t - spectrum.values[next]);
    if (!least || certainly(is_less(below, *least))) {
      least = below;
    } else if (!certainly(is_less(*least, below))) {
      least = hull(*least, below);  // either may be the lesser
    }
  }
  return least;
}

}  // namespace

// |u~ - u| <= ||u~| - 1| + sqrt(2) |S u~ - t u~| / (|u~| gap), gap = min |t - s_j| over the other eigenvalues.
std::optional<Ball> enclose_vector_radius(const Spectrum& spectrum, const Vector<Ball>& image, Index i) {
  const auto place = static_cast<std::size_t>(i);
  const Vector<Ball> vector = spectrum.vectors.col(i);
  const Ball t = spectrum.values[place].midpoint().at(spectrum.precision);
  const Ball length = norm(vector);
  const Ball residual = norm_bound(Vector<Ball>(image - t * vector));
  Ball bound = abs(length - Ball(1));
  for (const std::size_t j : {place - 1, place + 1}) {
    if (j >= spectrum.values.size()) continue;
    bound += sqrt(Ball(2).at(spectrum.precision)) * residual / (length * abs(t - spectrum.values[j]));
  }
  if (!bound.is_finite()) return std::nullopt;
  return bound.upper_end();
}

// With Q the orthonormal polar factor of the group's columns U: |U - Q| <= |U^T U - 1|, and Q is within sqrt(2) |(S -
// t) Q| / gap of an orthonormal basis of the eigenspace (T10 of method.md); |.| is Frobenius' norm.
std::optional<Ball> enclose_basis_radius(const Spectrum& spectrum, const Group& group, const Matrix<Ball>& images) {
  const Precision precision = spectrum.precision;
  const Matrix<Ball> columns = spectrum.vectors.middleCols(group.first, group.size);
  const Ball t = spectrum.values[static_cast<std::size_t>(group.first)].midpoint().at(precision);
  const Matrix<Ball> transposed = columns.transpose();
  Matrix<Ball> defect = numeric::product(transposed, columns);
  for (Index i = 0; i < group.size; ++i) defect(i, i) -= Ball(1);
  const Ball delta = norm_bound(defect.reshaped());
  Ball bound = delta;
  if (const std::optional<Ball> gap = distance_to_others(spectrum, group, t)) {
    const Matrix<Ball> residual = images.middleCols(group.first, group.size) - t * columns;
    bound += sqrt(Ball(2).at(precision)) * norm_bound(residual.reshaped()) / (*gap * sqrt(Ball(1) - delta));
  }
  if (!bound.is_finite()) return std::nullopt;
  return bound.upper_end();
}

namespace {

std::vector<std::optional<Ball>> basis_radii(const Spectrum& spectrum, const Matrix<Ball>& images) {
  std::vector<std::optional<Ball>> radii;
  radii.reserve(spectrum.values.size());
  for (const Group& group : spectrum.groups) {
    const std::optional<Ball> radius = enclose_basis_radius(spectrum, group, images);
    radii.insert(radii.end(), static_cast<std::size_t>(group.size), radius);
  }
  return radii;
}

std::vector<std::optional<Ball>> vector_radii(const Spectrum& spectrum, const Matrix<Ball>& images) {
  std::vector<std::optional<Ball>> radii(spectrum.values.size());
  for (const Group& group : spectrum.groups) {
    if (group.size > 1) continue;
    const auto i = static_cast<std::size_t>(group.first);
    radii[i] = enclose_vector_radius(spectrum, images.col(group.first), group.first);
  }
  return radii;
}

Matrix<Ball> canonical_vectors(const Matrix<Ball>& vectors, const Spectrum& spectrum, long digits) {
  Matrix<Rational> exact(vectors.rows(), vectors.cols());
  for (Index j = 0; j < vectors.cols(); ++j) {
    for (Index i = 0; i < vectors.rows(); ++i) exact(i, j) = vectors(i, j).exact_midpoint();
  }
  exact = with_canonical_signs(std::move(exact), target_radius(digits));
  Matrix<Ball> result = vectors;
  for (Index j = 0; j < vectors.cols(); ++j) {
    for (Index i = 0; i < vectors.rows(); ++i) {
      const Ball midpoint = vectors(i, j).midpoint().at(spectrum.precision);
      result(i, j) = (exact(i, j) < 0) == (vectors(i, j).exact_midpoint() < 0) ? midpoint : -midpoint;
    }
  }
  return result;
}

// The smallest gap between eigenvalues, and to lambda, or lambda itself, against the largest of all these; at most 1.
Ball relative_gap(const Spectrum& spectrum) {
  const Ball lambda(spectrum.lambda, spectrum.precision);
  const Ball& first = spectrum.values.front();
  const Ball largest = certainly(is_less(first, lambda)) ? lambda : first;
  Ball least(1);
  const std::optional<Ball> positive_lambda = spectrum.lambda > 0 ? std::optional<Ball>(lambda) : std::nullopt;
  for (const std::optional<Ball>& gap : {spectrum.lambda_gap, spectrum.least_gap, positive_lambda}) {
    if (!gap) continue;
    const Ball ratio = *gap / largest;
    if (!certainly(is_less(least, ratio))) least = ratio;
  }
  return least;
}

// Newton's method converges to a critical point from within about the smallest gap, and an eigenvector is as far off as
// the residual over the gap: where eigenvalues have only just separated, points made of these vectors start nowhere
// near. Asked for are the target, and ten digits below the gap; of the eigenvalues as much more as a gap to lambda
// costs.
bool can_propose(const Spectrum& spectrum, long digits) {
  const Ball gap = relative_gap(spectrum);
  const Ball part = gap * Ball(Rational(1, 10000000000), Precision{64});
  const Ball target(target_radius(digits), Precision{64});
  const Ball allowed = certainly(is_less(target, part)) ? target : part;
  const Ball of_values = allowed * gap * abs(spectrum.values.front());
  for (std::size_t i = 0; i < spectrum.values.size(); ++i) {
    const std::optional<Ball>& radius = spectrum.basis_radii[i];
    if (!radius || !certainly(is_less(*radius, allowed))) return false;
    if (!certainly(is_less(spectrum.values[i].radius(), of_values))) return false;
  }
  return true;
}

Outcome<Spectrum> attempt(const problem::Instance& instance, ExactFacts& facts, long digits, Precision precision) {
  const Outcome<EnclosedEigensystem> system = numeric::enclose_eigensystem(instance.gram(), precision);
  if (!system) return system.reason();
  const Ball target = abs(system->values.front()).lower_end() * Ball(target_radius(digits), Precision{64});
  if (!certainly(is_less(system->radius, target))) return Reason{"the enclosures are wider than the target radius"};
  std::vector<Group> groups = clusters(system->values);
  const Outcome<Multiplicities> multiplicities = decide_equalities(system->values, groups, instance.lambda(), facts);
  if (!multiplicities) return multiplicities.reason();

  Spectrum result;
  result.lambda = instance.lambda();
  result.trace = instance.gram().trace();
  result.precision = precision;
  result.groups = std::move(groups);
  result.values = with_equalities(system->values, result);
  result.q = count_above(result.values, result.lambda);
  result.zero_multiplicity = multiplicities->zero;
  result.wall_multiplicity = multiplicities->wall;
  result.vectors = canonical_vectors(system->approx_vectors, result, digits);
  const Matrix<Ball> images = numeric::product(numeric::lift_matrix<Ball>(instance.gram(), precision), result.vectors);
  result.vector_radii = vector_radii(result, images);
  result.basis_radii = basis_radii(result, images);
  result = with_gaps(std::move(result));
  if (result.lambda_gap && !certainly(is_less(Ball(0), *result.lambda_gap))) {
    return Reason{"an eigenvalue is not separated from lambda"};
  }
  return result;
}

}  // namespace

Outcome<Spectrum> decide_spectrum(const problem::Instance& instance, long digits, long max_digits) {
  if (digits < 1 || digits > max_digits) {
    throw PreconditionError(fmt::format("digits = {}, max_digits = {}: 1 <= digits <= max_digits", digits, max_digits));
  }
  const Rational trace = instance.gram().trace();
  if (std::optional<ExactSpectrum> exact = exact_spectrum(instance)) {
    return spectrum_of(std::move(*exact), instance.lambda(), trace, digits);
  }
  ExactFacts facts(instance);
  Outcome<Spectrum> result = Reason{"not tried"};
  for (long now = digits;; now = std::min(2 * now, max_digits)) {
    Outcome<Spectrum> finer = attempt(instance, facts, digits, precision_for(now, trace));
    if (finer || !result) result = std::move(finer);
    if (now >= max_digits || (result && can_propose(*result, digits))) break;
  }
  if (result) return result;
  return Reason{fmt::format("{}; {} digits, more may decide", result.reason().text, max_digits)};
}

}  // namespace laecert::theory
