#pragma once

#include "numeric/matrix.hpp"
#include "numeric/rounding_bounds.hpp"

namespace laecert::numeric {

/// An enclosure of a matrix in double: every member M has |M - mid| <= rad entry by entry.
/// A radius that is not finite means "no information".
struct MidRadMatrix {
  Eigen::MatrixXd mid;
  Eigen::MatrixXd rad;

  [[nodiscard]] Index rows() const { return mid.rows(); }
  [[nodiscard]] Index cols() const { return mid.cols(); }
  /// Whether every midpoint is finite and every radius is finite and not negative.
  [[nodiscard]] bool is_finite() const;
};

/// The same enclosure, midpoints and radii apart.
MidRadMatrix to_midrad(const Matrix<DoubleBall>& a);

/// Exactly this matrix; no information where an entry is not finite.
MidRadMatrix to_midrad(const Eigen::MatrixXd& a);

/// Encloses the rational matrix.
MidRadMatrix enclose_rational(const Matrix<Rational>& a);

/// Encloses A B for every member A of a and B of b.
/// Shapes:    a m x n, b n x p.
/// Guarantee: |fl(AB) - AB| <= gamma_n |A||B| + n 2^-1074 in any order of summation, with and without FMA.
/// Requires:  a.cols() == b.rows().
/// Errors:    PreconditionError naming the shapes.
/// Source:    reports/method.md, bound R4.
MidRadMatrix enclose_product(const MidRadMatrix& a, const MidRadMatrix& b, const RoundingBounds& bounds = {});

/// A bound from above of A^T v for non-negative A and v; not finite where something is not finite.
Eigen::VectorXd upper_transposed_product(const Eigen::MatrixXd& a, const Eigen::VectorXd& v,
                                         const RoundingBounds& bounds = {});

/// Bounds from above of the column sums of |A|.
Eigen::VectorXd upper_column_sums(const Eigen::MatrixXd& a, const RoundingBounds& bounds = {});

/// Bounds from above of the row sums of |A|.
Eigen::VectorXd upper_row_sums(const Eigen::MatrixXd& a, const RoundingBounds& bounds = {});

/// The largest entry of a non-negative vector; 0 for an empty one and infinite where an entry is not finite.
double upper_maximum(const Eigen::VectorXd& v);

}  // namespace laecert::numeric
