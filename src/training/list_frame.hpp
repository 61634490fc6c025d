#pragma once

#include <vector>

#include "numeric/matrix.hpp"
#include "problem/families/lae/loss.hpp"

/// Frames of listed points near given weights, in double: proposals, which the caller's enclosures judge.
namespace laecert::studies {

/// The frame of a point of `sum`: W1 = O D Q^T B^T, W2 = W1^T, B an eigenbasis.
struct ListFrame {
  numeric::Matrix<double> O;  // k x l, columns nearly orthonormal
  numeric::Matrix<double> Q;  // columns of B x l, a block with nearly orthonormal columns for each eigenspace
};

/// How many vectors of an eigenspace the manifold takes.
struct TakenRank {
  numeric::Index multiplicity = 1, rank = 0;
  double singular_value = 1;  // d of that eigenvalue
};

/// The frame of a point near the weights: in each eigenspace the leading singular vectors of (W1 + W2^T) B, then the
/// polar factor of what the weights, times D, are in these: for distinct eigenvalues the nearest point of the manifold
/// (Procrustes).
/// Shapes: B m x p, p the sum of the multiplicities. Requires: each rank >= 1.
ListFrame approx_list_frame(const problem::Autoencoder<double>& weights, const numeric::Matrix<double>& basis,
                            const std::vector<TakenRank>& ranks);

/// The frame of a point of `none` or `product`: W1 = G diag(a) U^T, W2 = U F', F' = F + (I - F G) (C G)^-1 C.
struct InverseFrame {
  numeric::Matrix<double> G;  // k x l
  numeric::Matrix<double> F;  // l x k, nearly a left inverse
  numeric::Matrix<double> C;  // l x k, nearly the pseudoinverse of G
};

/// G = W1 U diag(1/a) and F = U^T W2 after one step of least norm towards F G = I: with E = I - F G it is
/// (F^T Y, Y G^T), F F^T Y + Y G^T G = E; then the pseudoinverse of G. What overflows has entries that are not finite,
/// and C is then empty. Shapes: U m x l, a of length l.
InverseFrame approx_inverse_frame(const problem::Autoencoder<double>& weights, const numeric::Matrix<double>& U,
                                  const numeric::Vector<double>& a);

}  // namespace laecert::studies
