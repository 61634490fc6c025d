#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "exact.hpp"
#include "matrix.hpp"

namespace laecert::recheck {

enum class Problem { none, product, sum, tied };

std::string_view name_of(Problem problem);

/// What the certificate says about the critical point next to its point.
struct Claim {
  Problem problem = Problem::none;
  Index m = 0, k = 0, rank = 0;
  /// Negative, zero and positive eigenvalues of the Hessian.
  std::array<Index, 3> inertia = {};
  Rational value_low, value_high;
  Rational transpose_gap;  // not of `tied`
};

/// A file of the format "laecert-certificate/1", read and in shape; nothing in it is believed yet.
/// Shapes: gram m x m, W1 k x m, W2 m x k over one denominator, generators k x k, commutant m x m; of `tied`, W1 is
///         empty and W2 is W. inertia adds up to N = 2 m k, of `tied` m k; inertia[1] matrices in generators and
///         commutant together.
struct Certificate {
  Claim claim;
  Rational lambda, radius, gap;
  Matrix gram, W1, W2;
  std::vector<Matrix> generators, commutant;
};

/// A file of the format "laecert-inertia-certificate/1": a matrix, its numbers of negative, zero and positive
/// eigenvalues, and that no other eigenvalue lies within the gap. Shapes: square; inertia adds up to its size.
struct InertiaCertificate {
  Matrix matrix;
  std::array<Index, 3> inertia = {};
  Rational gap;
};

/// Whether the text names that format anywhere; it is then read as such, or not at all.
bool names_inertia_format(std::string_view text);

/// Errors: Malformed, naming the first broken rule of form, shape or size.
InertiaCertificate read_inertia_certificate(std::string_view text, const Limits& limits);

/// Errors: Malformed, naming the first broken rule of form, shape or size.
Certificate read_certificate(std::string_view text, const Limits& limits);

}  // namespace laecert::recheck
