#include "theory/lae/morse_bott.hpp"

#include <fmt/format.h>

#include "numeric/errors.hpp"

namespace laecert::theory {

namespace {

using Coefficients = std::vector<Integer>;

void require_ranks(const CountTable& counts, Index k) {
  if (k < 1 || static_cast<Index>(counts.size()) > k + 1) {
    throw PreconditionError(fmt::format("a count table of {} ranks does not fit k = {}", counts.size(), k));
  }
}

// x (1 + t^power).
Coefficients times_sphere(const Coefficients& x, Index power) {
  const auto shift = static_cast<std::size_t>(power);
  Coefficients result = x;
  result.resize(x.size() + shift);
  for (std::size_t i = 0; i < x.size(); ++i) result[i + shift] += x[i];
  return result;
}

Coefficients sum(Coefficients x, const Coefficients& y) {
  if (x.size() < y.size()) x.resize(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) x[i] += y[i];
  return x;
}

Integer alternating_sum(const Coefficients& x) {
  Integer total = 0;
  for (std::size_t i = 0; i < x.size(); ++i) total += i % 2 ? Integer(-x[i]) : x[i];
  return total;
}

Integer euler_characteristic_of_stiefel(Index l, Index k) {
  if (l == 0) return 1;
  if (l == 1) return k % 2 == 1 ? 2 : 0;
  return 0;
}

}  // namespace

std::vector<Integer> divided_by_one_plus_t(const std::vector<Integer>& x) {
  std::vector<Integer> quotient;
  Integer carry = 0;
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    carry = x[i] - carry;
    quotient.push_back(carry);
  }
  return quotient;
}

MorseBottFinding decide_morse_bott(const CountTable& counts, Index k) {
  require_ranks(counts, k);
  MorseBottFinding finding;
  for (std::size_t l = 0; l < counts.size(); ++l) {
    Coefficients part = counts[l];
    // The Poincare polynomial over Z/2 of the Stiefel manifold V_l(R^k).
    for (Index i = k - static_cast<Index>(l); i < k; ++i) part = times_sphere(part, i);
    finding.left = sum(std::move(finding.left), part);
  }
  Coefficients rest = sum(finding.left, {-1});
  if (const Integer at_minus_one = alternating_sum(rest); at_minus_one != 0) {
    finding.witness = fmt::format("at t = -1 the left side is {}, not 1", Integer(at_minus_one + 1).str());
    return finding;
  }
  finding.quotient = divided_by_one_plus_t(rest);
  for (std::size_t i = 0; i < finding.quotient.size(); ++i) {
    if (finding.quotient[i] < 0) {
      finding.witness = fmt::format("the coefficient of t^{} in Q is {}", i, finding.quotient[i].str());
      return finding;
    }
  }
  finding.holds = true;
  return finding;
}

Integer euler_characteristic_sum(const CountTable& counts, Index k) {
  require_ranks(counts, k);
  Integer total = 0;
  for (std::size_t l = 0; l < counts.size(); ++l) {
    total += alternating_sum(counts[l]) * euler_characteristic_of_stiefel(static_cast<Index>(l), k);
  }
  return total;
}

}  // namespace laecert::theory
