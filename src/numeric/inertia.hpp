#pragma once

#include "numeric/midrad_matrix.hpp"
#include "numeric/outcome.hpp"

namespace laecert::numeric {

/// How many eigenvalues of a symmetric matrix are negative, zero and positive.
struct Inertia {
  Index negative = 0;
  Index zero = 0;
  Index positive = 0;
  friend bool operator==(const Inertia&, const Inertia&) = default;
};

/// What is proved about every bordered matrix J = [H T; T^T 0] with H and T in their enclosures.
struct BorderedProof {
  /// J has negative + b negative and positive + b positive eigenvalues, T rank b = zero, and a member H with H T = 0
  /// has this inertia.
  Inertia inertia;
  /// Exact and positive: no J has an eigenvalue in (-gap, gap).
  Ball gap;
  /// 53 bits for the double route.
  Precision precision;
};

/// Approximate eigenvalues (increasing) and eigenvectors (columns); untrusted.
struct EigenProposal {
  Eigen::VectorXd values;
  Eigen::MatrixXd vectors;
};

/// Proposes the eigensystem of the symmetric matrix whose lower triangle is that of h. Not finite where h is not.
EigenProposal approx_eigenvectors(const Eigen::MatrixXd& h);

/// The eigenvalues alone, increasing.
Eigen::VectorXd approx_eigenvalues(const Eigen::MatrixXd& h);

/// Proves the inertia of J = [H T; T^T 0] in double with a-priori rounding bounds.
/// Shapes:    H N x N, T N x b, proposal of size N.
/// Guarantee: BorderedProof holds for every symmetric member of H (only the lower triangle is read) and every member of
///            T. Nothing is concluded from the proposal but where to look.
/// Requires:  N >= 1, 0 <= b <= N, shapes that fit. That H T = 0 is the caller's knowledge, from symmetry.
/// Errors:    PreconditionError naming the shapes; not finite input is undecided.
/// Source:    reports/method.md, bound R5.
Outcome<BorderedProof> prove_bordered_inertia(const MidRadMatrix& h, const MidRadMatrix& t,
                                              const EigenProposal& proposal, const RoundingBounds& bounds = {});

/// The same theorem in balls at the largest precision among the entries; the congruence comes from an approximate
/// symmetric elimination at that precision.
/// Source: reports/method.md, bound R6.
Outcome<BorderedProof> prove_bordered_inertia(const Matrix<Ball>& h, const Matrix<Ball>& t);

/// An untrusted choice of independent combinations of tangents.
struct IndependentColumns {
  /// g x b: tangents * coefficients has nearly orthogonal columns of length `scale`.
  Eigen::MatrixXd coefficients;
  /// A power of two near the largest singular value (1 where all vanish).
  double scale = 1;
  /// Of the tangents, decreasing; b of them are above the threshold.
  Eigen::VectorXd singular_values;
};

/// Proposes coefficients by the singular value decomposition of the tangents.
/// Shapes:   tangents N x g; g = 0 and all zero are allowed and give b = 0.
/// Requires: 0 < relative_threshold < 1, all finite.
/// Errors:   PreconditionError.
IndependentColumns independent_columns(const Eigen::MatrixXd& tangents, double relative_threshold);

/// Proves the inertia of a rational symmetric matrix whose null space the columns of T span, first in double, then in
/// balls of 40, 80, ... digits up to max.
/// Shapes:    H N x N, T N x b' with any b' >= 0; the columns of T need not be independent.
/// Guarantee: decided only if rank T is the nullity of H, proved.
/// Requires:  N >= 1, H symmetric and H T = 0, exactly.
/// Errors:    PreconditionError naming the broken rule.
Outcome<Inertia> prove_inertia(const Matrix<Rational>& h, const Matrix<Rational>& t, Precision max);

/// The inertia of a rational symmetric matrix from the signs of its characteristic polynomial's coefficients.
/// Guarantee: exact (Descartes' rule is, for real-rooted polynomials).
/// Requires:  H symmetric.
/// Errors:    PreconditionError naming the broken rule.
Inertia exact_inertia(const Matrix<Rational>& h);

}  // namespace laecert::numeric
