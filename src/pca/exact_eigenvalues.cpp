#include "pca/exact_eigenvalues.hpp"

#include <algorithm>
#include <utility>

#include "numeric/exact_linear_algebra.hpp"
#include "numeric/running.hpp"

namespace laecert::studies {
namespace {

Integer common_denominator(const Matrix<Rational>& s) {
  Integer result = 1;
  for (const Rational& entry : s.reshaped()) result = lcm(result, Integer(denominator(entry)));
  return result;
}

// The integer nearest to x, halves upwards.
Integer nearest_integer(const Rational& x) {
  const Rational shifted = 2 * x + 1;
  const Integer p = numerator(shifted), q = 2 * denominator(shifted);
  const Integer quotient = p / q;  // toward zero
  return p < 0 && quotient * q != p ? Integer(quotient - 1) : quotient;
}

}  // namespace

ExactEigenvalues::ExactEigenvalues(const Matrix<Rational>& s) : s_(s) {
  if (s.rows() <= largest_size) denominator_ = common_denominator(s);
}

Matrix<Rational> ExactEigenvalues::shifted(const Rational& x) const {
  Matrix<Rational> result = s_;
  for (Index i = 0; i < s_.rows(); ++i) result(i, i) -= x;
  return result;
}

Index ExactEigenvalues::nullity_at(const Rational& x) {
  const auto known = nullities_.find(x);
  if (known != nullities_.end()) return known->second;
  numeric::require_running();
  return nullities_.emplace(x, s_.rows() - numeric::exact_rank(shifted(x))).first->second;
}

std::optional<Rational> ExactEigenvalues::rational_in(const Ball& enclosure) {
  if (s_.rows() > largest_size || !enclosure.is_finite()) return {};
  const Rational radius = enclosure.radius().exact_midpoint(), middle = enclosure.exact_midpoint();
  if (2 * radius * denominator_ >= 1) return {};
  const Rational candidate(nearest_integer(middle * denominator_), denominator_);
  if (abs(candidate - middle) > radius || nullity_at(candidate) == 0) return {};
  return candidate;
}

const std::vector<numeric::RationalPolynomial>& ExactEigenvalues::squarefree_parts() {
  if (!parts_) {
    parts_.emplace();
    for (const numeric::PolynomialFactor& part :
         numeric::squarefree_decomposition(numeric::characteristic_polynomial(s_))) {
      parts_->push_back(part.factor);
    }
  }
  return *parts_;
}

bool ExactEigenvalues::are_equal_in(const Ball& enclosure) {
  if (s_.rows() > largest_size || !enclosure.is_finite()) return false;
  // The parts have no common roots, and simple ones: the roots in (low, high], both just outside of the enclosure.
  const Rational middle = enclosure.exact_midpoint(), radius = enclosure.radius().exact_midpoint();
  const Rational low = middle - 2 * radius, high = middle + radius;
  if (low >= high) return true;
  Index roots = 0;
  for (const numeric::RationalPolynomial& part : squarefree_parts()) {
    roots += numeric::count_roots_above(part, low) - numeric::count_roots_above(part, high);
  }
  return roots == 1;
}

std::optional<ExactEigenvalues::UnitVector> ExactEigenvalues::simple_vector(const Rational& s) {
  const auto known = vectors_.find(s);
  if (known != vectors_.end()) return known->second;
  numeric::require_running();
  std::optional<UnitVector>& result = vectors_[s];
  const Matrix<Rational> kernel = numeric::exact_nullspace(shifted(s));
  if (kernel.cols() != 1) return result;
  Rational length = 0;
  for (const Rational& entry : kernel.reshaped()) length += entry * entry;
  result.emplace(UnitVector{Vector<Rational>(s_.rows()), {}});
  for (Index i = 0; i < s_.rows(); ++i) {
    result->squares(i) = kernel(i, 0) * kernel(i, 0) / length;
    result->negative.push_back(kernel(i, 0) < 0);
  }
  return result;
}

std::vector<Index> connected_components(const Matrix<Rational>& s) {
  const Index m = s.rows();
  std::vector<Index> component(static_cast<std::size_t>(m), -1);
  Index count = 0;
  for (Index start = 0; start < m; ++start) {
    if (component[static_cast<std::size_t>(start)] >= 0) continue;
    std::vector<Index> waiting{start};
    component[static_cast<std::size_t>(start)] = count;
    while (!waiting.empty()) {
      const Index i = waiting.back();
      waiting.pop_back();
      for (Index j = 0; j < m; ++j) {
        if (component[static_cast<std::size_t>(j)] >= 0 || s(i, j) == 0) continue;
        component[static_cast<std::size_t>(j)] = count;
        waiting.push_back(j);
      }
    }
    ++count;
  }
  return component;
}

}  // namespace laecert::studies
