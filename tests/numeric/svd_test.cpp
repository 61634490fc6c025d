#include "numeric/svd.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace laecert::numeric {
namespace {

using Eigen::MatrixXd;

// Entries of no pattern, without a random generator.
MatrixXd some_matrix(Index rows, Index cols) {
  return MatrixXd::NullaryExpr(
      rows, cols, [](Index i, Index j) { return std::sin(static_cast<double>(17 * i * i + 5 * i * j + 3 * j + 1)); });
}

void expect_thin_svd(const MatrixXd& a, double tolerance) {
  SCOPED_TRACE(::testing::Message() << a.rows() << " x " << a.cols());
  const SvdProposal svd = approx_svd(a);
  const Index p = std::min(a.rows(), a.cols());
  const MatrixXd one = MatrixXd::Identity(p, p);

  ASSERT_EQ(svd.values.size(), p);
  EXPECT_LE((svd.U * svd.values.asDiagonal() * svd.V.transpose() - a).norm(), tolerance * a.norm());
  EXPECT_LE((svd.U.transpose() * svd.U - one).norm(), tolerance);
  EXPECT_LE((svd.V.transpose() * svd.V - one).norm(), tolerance);
  for (Index i = 0; i < p; ++i) EXPECT_GE(svd.values(i), i + 1 < p ? svd.values(i + 1) : 0.0);
}

TEST(Svd, IsThinInEveryShape) {
  for (const Index rows : {1, 3, 40, 90}) {
    for (const Index cols : {1, 2, 40, 65}) expect_thin_svd(some_matrix(rows, cols), 1e-12);
  }
}

TEST(Svd, FindsSmallSingularValues) {
  Eigen::VectorXd scales(3);
  scales << 1, 1e-6, 1e-12;
  const SvdProposal frame = approx_svd(some_matrix(7, 3));
  const SvdProposal svd = approx_svd(frame.U * scales.asDiagonal() * frame.V.transpose());

  EXPECT_NEAR(svd.values(1), 1e-6, 1e-15);
  EXPECT_NEAR(svd.values(2), 1e-12, 1e-15);
}

TEST(Svd, OfWhatIsNotFiniteIsNotFinite) {
  MatrixXd a = some_matrix(4, 2);
  a(3, 1) = std::numeric_limits<double>::infinity();
  const SvdProposal svd = approx_svd(a);

  EXPECT_FALSE(svd.U.allFinite());
  EXPECT_FALSE(svd.values.allFinite());
  EXPECT_FALSE(svd.V.allFinite());
}

}  // namespace
}  // namespace laecert::numeric
