#pragma once

#include <map>
#include <utility>
#include <vector>

#include "theory/lae/manifolds.hpp"
#include "theory/spectrum.hpp"

namespace laecert::theory {

/// An entry of a tangent (V1, V2) in the eigenbasis of S: V2(row, column), m x k, or V1(row, column), k x m; 0-based.
struct Coordinate {
  enum class Weight { decoder, encoder } weight = Weight::decoder;
  Index row = 0, column = 0;
  friend auto operator<=>(const Coordinate&, const Coordinate&) = default;
};

/// What couples the coordinates of a block (docs/theory.md section 3).
enum class BlockKind {
  radial,   // (A_ii, C_ii), i in I
  swap,     // (A_ji, C_ij), i in I, j not in I
  kernel,   // (B_ar, D_ra), a in I
  normal,   // (B_ar, D_ra), a not in I
  rotation  // (A_ab, A_ba, C_ab, C_ba), a < b in I
};

/// A block of the Hessian of `sum`: the matrix of its second derivatives, the factor 2 included.
template <numeric::Scalar S>
struct HessianBlock {
  BlockKind kind = BlockKind::radial;
  std::vector<Coordinate> coordinates;
  Matrix<S> matrix;
};

/// The numbers that the blocks are made of: the eigenvalues s, decreasing, d_i with d_i^2 s_i = s_i - lambda for the
/// indices of I (others are not read), and lambda.
template <numeric::Scalar S>
struct EigenNumbers {
  Vector<S> s, d;
  S lambda = S(0);
};

/// The Hessian of `sum` at W2 = [I_I diag(d), 0], W1 = W2^T, S = diag(s): the gauge O = [I_l; 0] in the eigenbasis.
/// Shapes:    index_set 1-based, increasing, at most k entries.
/// Guarantee: exact over Rational, enclosing over Ball; the blocks hold each of the 2 m k coordinates once, and every
///            entry of the Hessian outside them is zero.
/// Errors:    PreconditionError for an index outside 1..m or more than k of them.
template <numeric::Scalar S>
std::vector<HessianBlock<S>> hessian_blocks(const EigenNumbers<S>& numbers, const std::vector<Index>& index_set,
                                            Index k);

/// Enclosures of the numbers from a decided spectrum; d is zero from q on.
EigenNumbers<Ball> enclosed_numbers(const Spectrum& spectrum);

/// Eigenvalues of the rotation blocks, by the two 1-based indices: they depend on the pair alone.
using RotationSpectra = std::map<std::pair<Index, Index>, std::vector<Ball>>;

/// The rotation blocks that these manifolds need, each once. Undecided where an enclosure is.
Outcome<RotationSpectra> predict_rotation_spectra(const std::vector<Manifold>& manifolds, const Spectrum& spectrum);

/// All 2 m k Hessian eigenvalues on the manifold, with multiplicity, by decreasing midpoint.
/// Guarantee: each ball holds its eigenvalue; exact zeros, as many as the nullity, are balls of radius zero at zero.
/// Errors:    PreconditionError where a rotation block is missing.
/// Source:    docs/theory.md section 3, derived; lemma T8 of method.md.
std::vector<Ball> predict_hessian_spectrum(const Manifold& manifold, Index k, const Spectrum& spectrum,
                                           const RotationSpectra& rotations);

}  // namespace laecert::theory
