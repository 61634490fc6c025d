#include "training/list_frame.hpp"

#include <Eigen/QR>

#include "numeric/inertia.hpp"
#include "numeric/svd.hpp"

namespace laecert::studies {
namespace {

using Eigen::MatrixXd;
using numeric::Index;

// Y with A Y + Y B = E, in the eigenbases of A and B (symmetric, positive).
MatrixXd approx_sylvester(const MatrixXd& A, const MatrixXd& B, const MatrixXd& E) {
  const numeric::EigenProposal left = numeric::approx_eigenvectors(A), right = numeric::approx_eigenvectors(B);
  MatrixXd Y = left.vectors.transpose() * E * right.vectors;
  for (Index j = 0; j < Y.cols(); ++j) {
    for (Index i = 0; i < Y.rows(); ++i) Y(i, j) /= left.values(i) + right.values(j);
  }
  return left.vectors * Y * right.vectors.transpose();
}

}  // namespace

ListFrame approx_list_frame(const problem::Autoencoder<double>& weights, const MatrixXd& basis,
                            const std::vector<TakenRank>& ranks) {
  const MatrixXd loads = 0.5 * (weights.W1 + weights.W2.transpose()) * basis;
  Index rank = 0;
  for (const TakenRank& taken : ranks) rank += taken.rank;
  MatrixXd Q = MatrixXd::Zero(basis.cols(), rank);
  Eigen::VectorXd d(rank);
  Index row = 0, column = 0;
  for (const TakenRank& taken : ranks) {
    if (taken.rank == taken.multiplicity) {
      Q.block(row, column, taken.rank, taken.rank).setIdentity();
    } else {
      // A manifold takes at most as many directions as there are units: the thin decomposition has them.
      Q.block(row, column, taken.multiplicity, taken.rank) =
          numeric::approx_svd(loads.middleCols(row, taken.multiplicity)).V.leftCols(taken.rank);
    }
    d.segment(column, taken.rank).setConstant(taken.singular_value);
    row += taken.multiplicity;
    column += taken.rank;
  }
  const numeric::SvdProposal polar = numeric::approx_svd(loads * Q * d.asDiagonal());
  return {polar.U * polar.V.transpose(), Q};
}

InverseFrame approx_inverse_frame(const problem::Autoencoder<double>& weights, const MatrixXd& U,
                                  const numeric::Vector<double>& a) {
  InverseFrame frame{weights.W1 * U * a.cwiseInverse().asDiagonal(), U.transpose() * weights.W2, {}};
  if (!(frame.G.allFinite() && frame.F.allFinite())) return frame;
  const MatrixXd Y = approx_sylvester(frame.F * frame.F.transpose(), frame.G.transpose() * frame.G,
                                      MatrixXd::Identity(U.cols(), U.cols()) - frame.F * frame.G);
  const MatrixXd step = frame.F.transpose() * Y;
  frame.F += Y * frame.G.transpose();
  frame.G += step;
  if (frame.G.allFinite()) frame.C = frame.G.completeOrthogonalDecomposition().pseudoInverse();
  return frame;
}

}  // namespace laecert::studies
