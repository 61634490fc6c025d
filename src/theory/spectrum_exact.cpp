#include "theory/spectrum_exact.hpp"

#include <algorithm>
#include <numeric>

#include "numeric/errors.hpp"
#include "numeric/power_of_ten.hpp"
#include "numeric/power_of_two.hpp"

namespace laecert::theory {

namespace {

using numeric::Integer;

bool is_diagonal(const Matrix<Rational>& a) {
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) {
      if (i != j && a(i, j) != 0) return false;
    }
  }
  return true;
}

// S = diag: the eigenvectors are unit vectors, in decreasing order of the entries.
ExactSpectrum sorted_diagonal(const Matrix<Rational>& gram) {
  std::vector<Index> order(static_cast<std::size_t>(gram.rows()));
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Index i, Index j) { return gram(i, i) > gram(j, j); });
  ExactSpectrum result{Vector<Rational>(gram.rows()), Matrix<Rational>::Zero(gram.rows(), gram.rows()), {}};
  for (Index i = 0; i < gram.rows(); ++i) {
    const Index row = order[static_cast<std::size_t>(i)];
    result.s(i) = gram(row, row);
    result.U(row, i) = 1;
  }
  return result;
}

std::optional<Vector<Rational>> exact_roots(const Vector<Rational>& s, const Rational& lambda) {
  Vector<Rational> d = Vector<Rational>::Zero(s.size());
  for (Index i = 0; i < s.size() && s(i) > lambda; ++i) {
    const std::optional<Rational> root = exact_square_root(1 - lambda / s(i));
    if (!root) return std::nullopt;
    d(i) = *root;
  }
  return d;
}

std::vector<Group> equal_groups(const Vector<Rational>& s) {
  std::vector<Group> groups;
  for (Index i = 0; i < s.size(); ++i) {
    if (i > 0 && s(i) == s(i - 1)) {
      ++groups.back().size;
    } else {
      groups.push_back({i, 1});
    }
  }
  return groups;
}

// The distance of a rational column from its rounding: the root of the sum of the squared radii.
Ball rounding_distance(const Vector<Ball>& column) {
  Ball squares;
  for (const Ball& entry : column) squares += sqr(entry.radius());
  return sqrt(squares).upper_end();
}

void include(std::optional<Ball>& least, const Ball& candidate) {
  least = least ? smaller(*least, candidate) : candidate;
}

}  // namespace

std::optional<Rational> exact_square_root(const Rational& x) {
  if (!(x >= 0)) throw PreconditionError("the square root of the negative number " + x.str());
  const Integer p = numerator(x), q = denominator(x);
  const Integer root_p = sqrt(p), root_q = sqrt(q);
  if (root_p * root_p != p || root_q * root_q != q) return std::nullopt;
  return Rational(root_p, root_q);
}

Rational target_radius(long digits) { return numeric::rational_power_of_ten(-(digits + 10)); }

Precision precision_for(long digits, const Rational& magnitude) {
  const Integer whole = Integer(numerator(magnitude) / denominator(magnitude)) + 1;
  const long bits = Precision::of_digits(digits + 20).bits + static_cast<long>(msb(whole)) + 1;
  return {bits};
}

Matrix<Rational> with_canonical_signs(Matrix<Rational> columns, const Rational& radius) {
  for (Index j = 0; j < columns.cols(); ++j) {
    Rational largest = 0;
    for (Index i = 0; i < columns.rows(); ++i) {
      const Rational size = abs(columns(i, j));
      if (size > largest) largest = size;
    }
    Index leader = 0;
    // Two entries known within the radius differ for certain only beyond twice the radius.
    while (abs(columns(leader, j)) < largest - 2 * radius) ++leader;
    if (columns(leader, j) < 0) columns.col(j) = -Vector<Rational>(columns.col(j));
  }
  return columns;
}

Spectrum with_gaps(Spectrum spectrum) {
  const Ball lambda(spectrum.lambda, spectrum.precision);
  spectrum.lambda_gap.reset();
  spectrum.separation.reset();
  spectrum.least_gap.reset();
  spectrum.distinct_above = true;
  for (std::size_t g = 0; g < spectrum.groups.size(); ++g) {
    const auto [first, size] = spectrum.groups[g];
    const Ball& value = spectrum.values[static_cast<std::size_t>(first)];
    const bool is_above = first < spectrum.q;
    const bool is_wall = !is_above && first < spectrum.q + spectrum.wall_multiplicity;
    if (!is_wall) include(spectrum.lambda_gap, abs(value - lambda));
    if (is_above && size > 1) spectrum.distinct_above = false;
    if (g == 0) continue;
    const Ball gap = spectrum.values[static_cast<std::size_t>(spectrum.groups[g - 1].first)] - value;
    include(spectrum.least_gap, gap);
    if (is_above) include(spectrum.separation, gap);
  }
  return spectrum;
}

std::optional<ExactSpectrum> exact_spectrum(const problem::Instance& instance) {
  if (const auto& rational = instance.rational_spectrum()) {
    ExactSpectrum result{rational->s, rational->U, {}};
    result.d = exact_roots(result.s, instance.lambda());
    return result;
  }
  if (!is_diagonal(instance.gram())) return std::nullopt;
  ExactSpectrum result = sorted_diagonal(instance.gram());
  result.d = exact_roots(result.s, instance.lambda());
  return result;
}

namespace {

// The bits that tell every s_i from lambda and from its neighbours, and lambda from zero, against the largest of all.
long separating_bits(const Vector<Rational>& s, const Rational& lambda) {
  const Rational largest = std::max(s(0), lambda);
  if (largest == 0) return 0;
  const auto bits_of = [&](const Rational& gap) { return gap > 0 ? -numeric::floor_log2(Rational(gap / largest)) : 0; };
  long bits = bits_of(lambda);
  for (Index i = 0; i < s.size(); ++i) {
    bits = std::max(bits, bits_of(abs(s(i) - lambda)));
    if (i > 0) bits = std::max(bits, bits_of(s(i - 1) - s(i)));
  }
  return bits;
}

}  // namespace

Spectrum spectrum_of(ExactSpectrum exact, const Rational& lambda, const Rational& trace, long digits) {
  Spectrum result;
  result.lambda = lambda;
  result.trace = trace;
  result.precision = precision_for(digits, trace);
  // Twice: sqrt(s - lambda) is to be told better than s - lambda itself.
  result.precision.bits += 2 * separating_bits(exact.s, lambda);
  exact.U = with_canonical_signs(std::move(exact.U), target_radius(digits));
  const Matrix<Ball> enclosed = numeric::lift_matrix<Ball>(exact.U, result.precision);
  result.vectors = enclosed;
  for (Index i = 0; i < exact.s.size(); ++i) {
    result.values.emplace_back(exact.s(i), result.precision);
    result.vector_radii.emplace_back(rounding_distance(enclosed.col(i)));
    for (Index row = 0; row < enclosed.rows(); ++row) result.vectors(row, i) = enclosed(row, i).midpoint();
    result.q += exact.s(i) > lambda ? 1 : 0;
    result.wall_multiplicity += exact.s(i) == lambda ? 1 : 0;
    result.zero_multiplicity += exact.s(i) == 0 ? 1 : 0;
  }
  result.basis_radii = result.vector_radii;
  result.groups = equal_groups(exact.s);
  result.exact = std::move(exact);
  return with_gaps(std::move(result));
}

}  // namespace laecert::theory
