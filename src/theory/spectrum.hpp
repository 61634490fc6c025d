#pragma once

#include <optional>
#include <vector>

#include "numeric/matrix.hpp"
#include "numeric/outcome.hpp"
#include "problem/instance.hpp"

namespace laecert::theory {

using numeric::Ball;
using numeric::Index;
using numeric::Matrix;
using numeric::Precision;
using numeric::Rational;
using numeric::Vector;

/// Equal eigenvalues: `size` of them, from place `first` (0-based) of the decreasing order.
struct Group {
  Index first = 0, size = 1;
  friend bool operator==(const Group&, const Group&) = default;
};

/// S = U diag(s) U^T in rationals, s decreasing.
struct ExactSpectrum {
  Vector<Rational> s;
  Matrix<Rational> U;
  std::optional<Vector<Rational>> d;  // sqrt(1 - lambda / s_i) where s_i > lambda, else zero; where all are rational
};

/// The eigenvalues of S and how they lie to each other, to zero and to lambda: all that the theory asks of an instance.
struct Spectrum {
  Rational lambda, trace;  // trace of S, exactly
  /// Decreasing, the i-th holds s_i; equal eigenvalues have equal enclosures, exact ones radius zero where they can.
  std::vector<Ball> values;
  /// m x m, exact entries: column i is within vector_radii[i] of a unit eigenvector of s_i, where that is known.
  Matrix<Ball> vectors;
  std::vector<std::optional<Ball>> vector_radii;
  /// The columns of a group are together within these radii of the vectors of one orthonormal basis of its eigenspace.
  std::vector<std::optional<Ball>> basis_radii;
  std::optional<ExactSpectrum> exact;
  /// Proved: equal inside a group, different across groups.
  std::vector<Group> groups;
  Index q = 0;                     // #{i : s_i > lambda}
  Index zero_multiplicity = 0;     // of the eigenvalue 0
  Index wall_multiplicity = 0;     // of the eigenvalue lambda
  bool distinct_above = false;     // the eigenvalues above lambda are distinct
  std::optional<Ball> lambda_gap;  // min |s_i - lambda| over s_i != lambda
  std::optional<Ball> separation;  // min gap of distinct eigenvalues above lambda; nothing for fewer than two
  std::optional<Ball> least_gap;   // min gap of distinct eigenvalues, all of them; nothing for fewer than two
  Precision precision;

  [[nodiscard]] Index m() const { return static_cast<Index>(values.size()); }
};

/// Decides every equality and order of the spectrum that the theory depends on.
/// Guarantee: groups, multiplicities and q are exact. Differences: by enclosures of radius at most 10^-(digits + 10) of
///            the largest eigenvalue, climbing on, up to max_digits, until the eigenvectors are as near as proposals
///            ask. Equalities: with zero and lambda by exact ranks, with each other by the characteristic polynomial,
///            and only where the enclosures leave them open. Signs of the vectors as docs/design.md says.
/// Requires:  1 <= digits <= max_digits. Errors: PreconditionError.
///            Undecided where max_digits do not separate what is different, or where m > 200 and two eigenvalues that
///            are neither zero nor lambda seem equal.
/// Source:    eigenvectors: Davis and Kahan, |u~ - u| <= sqrt(2) |S u~ - t u~| / gap for unit u~; method.md, T10.
Outcome<Spectrum> decide_spectrum(const problem::Instance& instance, long digits, long max_digits);

/// The exact root of x where it is rational. Requires: x >= 0. Errors: PreconditionError.
std::optional<Rational> exact_square_root(const Rational& x);

}  // namespace laecert::theory
