#include "numeric/sparse_polynomial.hpp"

#include <algorithm>
#include <optional>

namespace laecert::numeric {
namespace {

// Merges two lists in increasing order, adding exponents.
PowerProduct product_of(const PowerProduct& x, const PowerProduct& y) {
  PowerProduct result;
  result.reserve(x.size() + y.size());
  auto left = x.begin(), right = y.begin();
  while (left != x.end() || right != y.end()) {
    if (right == y.end() || (left != x.end() && left->first < right->first)) {
      result.push_back(*left++);
    } else if (left == x.end() || right->first < left->first) {
      result.push_back(*right++);
    } else {
      result.emplace_back(left->first, left->second + right->second);
      ++left;
      ++right;
    }
  }
  return result;
}

// powers / divisor; nothing where it does not divide.
std::optional<PowerProduct> quotient_of(const PowerProduct& powers, const PowerProduct& divisor) {
  PowerProduct result;
  auto next = divisor.begin();
  for (const auto& [unknown, exponent] : powers) {
    int left = exponent;
    if (next != divisor.end() && next->first == unknown) {
      left -= next->second;
      ++next;
    }
    if (left < 0) return {};
    if (left > 0) result.emplace_back(unknown, left);
  }
  if (next != divisor.end()) return {};
  return result;
}

}  // namespace

std::string to_string(const Indeterminate& x) {
  return x.place < 0 ? std::string(1, x.letter) : x.letter + std::to_string(x.place + 1);
}

SparsePolynomial::SparsePolynomial(int constant) { add({}, constant); }

SparsePolynomial::SparsePolynomial(const Indeterminate& x) { add({{x, 1}}, 1); }

SparsePolynomial::SparsePolynomial(PowerProduct powers, Integer coefficient) {
  if (coefficient != 0) terms_.emplace(std::move(powers), std::move(coefficient));
}

void SparsePolynomial::add(const PowerProduct& powers, const Integer& coefficient) {
  if (coefficient == 0) return;
  const auto [found, is_new] = terms_.try_emplace(powers, coefficient);
  if (is_new) return;
  found->second += coefficient;
  if (found->second == 0) terms_.erase(found);
}

SparsePolynomial& SparsePolynomial::operator+=(const SparsePolynomial& y) {
  if (this == &y) return *this *= SparsePolynomial(2);
  for (const auto& [powers, coefficient] : y.terms_) add(powers, coefficient);
  return *this;
}

SparsePolynomial& SparsePolynomial::operator-=(const SparsePolynomial& y) { return *this += -y; }

SparsePolynomial& SparsePolynomial::operator*=(const SparsePolynomial& y) { return *this = *this * y; }

SparsePolynomial operator*(const SparsePolynomial& x, const SparsePolynomial& y) {
  SparsePolynomial result;
  for (const auto& [left, factor] : x.terms_) {
    for (const auto& [right, other] : y.terms_) result.add(product_of(left, right), factor * other);
  }
  return result;
}

SparsePolynomial operator-(const SparsePolynomial& x) {
  SparsePolynomial result;
  for (const auto& [powers, coefficient] : x.terms_) result.add(powers, -coefficient);
  return result;
}

SparsePolynomial reduced(SparsePolynomial p, const std::vector<Rewriting>& rules) {
  SparsePolynomial result;
  while (!p.is_zero()) {
    const auto [powers, coefficient] = *p.terms().begin();
    const SparsePolynomial term(powers, coefficient);
    p -= term;
    std::optional<PowerProduct> rest;
    const auto rule = std::find_if(rules.begin(), rules.end(), [&rest, &powers](const Rewriting& one) {
      rest = quotient_of(powers, one.lead);
      return rest.has_value();
    });
    if (rule == rules.end()) {
      result += term;
    } else {
      p += SparsePolynomial(*std::move(rest), coefficient) * rule->replacement;
    }
  }
  return result;
}

SparsePolynomial with_places(const SparsePolynomial& p, const std::map<Index, Index>& places) {
  SparsePolynomial result;
  for (const auto& [powers, coefficient] : p.terms()) {
    SparsePolynomial term({}, coefficient);
    for (const auto& [unknown, exponent] : powers) {
      const Index place = unknown.place < 0 ? unknown.place : places.at(unknown.place);
      term *= SparsePolynomial({{{unknown.letter, place}, exponent}}, 1);
    }
    result += term;
  }
  return result;
}

void add_places(std::map<Index, Index>& places, const SparsePolynomial& p) {
  for (const auto& [powers, coefficient] : p.terms()) {
    for (const auto& [unknown, exponent] : powers) {
      if (unknown.place >= 0) places.try_emplace(unknown.place, unknown.place);
    }
  }
}

}  // namespace laecert::numeric
