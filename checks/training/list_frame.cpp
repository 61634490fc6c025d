#include "checks/training/list_frame.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <Eigen/SVD>

namespace laecert::checks {
namespace {

using Eigen::MatrixXd;
using numeric::Index;

// Y with A Y + Y B = E, in the eigenbases of A and B (symmetric, positive).
MatrixXd approx_sylvester(const MatrixXd& A, const MatrixXd& B, const MatrixXd& E) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> left(A), right(B);
  MatrixXd Y = left.eigenvectors().transpose() * E * right.eigenvectors();
  for (Index j = 0; j < Y.cols(); ++j) {
    for (Index i = 0; i < Y.rows(); ++i) Y(i, j) /= left.eigenvalues()(i) + right.eigenvalues()(j);
  }
  return left.eigenvectors() * Y * right.eigenvectors().transpose();
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
      const Eigen::JacobiSVD<MatrixXd> svd(loads.middleCols(row, taken.multiplicity), Eigen::ComputeFullV);
      Q.block(row, column, taken.multiplicity, taken.rank) = svd.matrixV().leftCols(taken.rank);
    }
    d.segment(column, taken.rank).setConstant(taken.singular_value);
    row += taken.multiplicity;
    column += taken.rank;
  }
  const Eigen::JacobiSVD<MatrixXd> polar(loads * Q * d.asDiagonal(), Eigen::ComputeThinU | Eigen::ComputeThinV);
  return {polar.matrixU() * polar.matrixV().transpose(), Q};
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

}  // namespace laecert::checks
