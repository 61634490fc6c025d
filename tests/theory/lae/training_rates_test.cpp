#include "theory/lae/training_rates.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <functional>

#include "numeric/errors.hpp"
#include "theory/instances.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::theory {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double lambda = 2;
constexpr double step = 0.02;
const VectorXd s{{9, 6, 4, 1, 0.5}};
const MatrixXd S = s.asDiagonal();

// Encoder and decoder, as a published iteration has them.
struct Weights {
  MatrixXd W1, W2;
};
using Map = std::function<Weights(const Weights&)>;

Weights half_gradient(const Weights& w) {
  const MatrixXd R = w.W2 * w.W1 * S - S;
  return {w.W2.transpose() * R + lambda * w.W1, R * w.W1.transpose() + lambda * w.W2};
}

Weights tied(const MatrixXd& W) { return {W.transpose(), W}; }

MatrixXd best_decoder(const MatrixXd& W1) {
  const MatrixXd K = W1 * S * W1.transpose() + lambda * MatrixXd::Identity(W1.rows(), W1.rows());
  return S * W1.transpose() * K.inverse();
}

// W2^T W2 W1 S + lambda W1 = W2^T S, a column for each eigenvalue of S.
MatrixXd best_encoder(const MatrixXd& W2) {
  MatrixXd W1(W2.cols(), W2.rows());
  for (Index i = 0; i < W2.rows(); ++i) {
    const MatrixXd K = s(i) * W2.transpose() * W2 + lambda * MatrixXd::Identity(W2.cols(), W2.cols());
    W1.col(i) = K.inverse() * W2.row(i).transpose() * s(i);
  }
  return W1;
}

Weights untied_step(const Weights& w) {
  const Weights g = half_gradient(w);
  return {w.W1 - step * g.W1, w.W2 - step * g.W2};
}

Weights sync_step(const Weights& w) {
  const Weights next = untied_step(w);
  return tied((next.W1.transpose() + next.W2) / 2);
}

Weights oja_step(const Weights& w) { return tied(w.W2 - step * half_gradient(tied(w.W2)).W2); }

Weights exact_step(const Weights& w) {
  const MatrixXd W1 = best_encoder(w.W2);
  return {W1, best_decoder(W1)};
}

Weights exact_tied_step(const Weights& w) { return tied(best_decoder(w.W2.transpose())); }

struct Published {
  Iteration iteration;
  Map map;
  bool is_tied;
};

const Published published[] = {{Iteration::gradient_untied, untied_step, false},
                               {Iteration::gradient_sync, sync_step, true},
                               {Iteration::gradient_tied, oja_step, true},
                               {Iteration::exact_untied, exact_step, false},
                               {Iteration::exact_tied, exact_tied_step, true}};

VectorXd packed(const Weights& w, bool is_tied) {
  VectorXd x(is_tied ? w.W2.size() : 2 * w.W2.size());
  if (is_tied) {
    x << w.W2.reshaped();
  } else {
    x << w.W2.reshaped(), w.W1.reshaped();
  }
  return x;
}

Weights unpacked(const VectorXd& x, Index k, bool is_tied) {
  const Index m = s.size();
  const MatrixXd W2 = x.head(m * k).reshaped(m, k);
  return is_tied ? tied(W2) : Weights{x.tail(m * k).reshaped(k, m), W2};
}

// The largest modulus of the Jacobian's eigenvalues but for those nearest to 1, as many as the manifold's dimension; by
// central differences.
double measured_rate(const Published& one, const Weights& at, Index k, Index dimension) {
  const VectorXd x = packed(at, one.is_tied);
  MatrixXd jacobian(x.size(), x.size());
  const double h = 1e-5;
  for (Index i = 0; i < x.size(); ++i) {
    VectorXd up = x, down = x;
    up(i) += h;
    down(i) -= h;
    jacobian.col(i) = (packed(one.map(unpacked(up, k, one.is_tied)), one.is_tied) -
                       packed(one.map(unpacked(down, k, one.is_tied)), one.is_tied)) /
                      (2 * h);
  }
  const Eigen::VectorXcd values = jacobian.eigenvalues();
  std::vector<std::complex<double>> eigenvalues(values.begin(), values.end());
  std::ranges::sort(eigenvalues, {}, [](const std::complex<double>& z) { return std::abs(z - 1.0); });
  double rate = 0;
  for (auto z = eigenvalues.begin() + dimension; z != eigenvalues.end(); ++z) rate = std::max(rate, std::abs(*z));
  return rate;
}

Spectrum decided() {
  const problem::Instance instance = problem::Instance::from_spectrum(rationals({9, 6, 4, 1, Rational(1, 2)}),
                                                                      {.name = "s", .k = 1, .lambda = Rational(2)});
  return decide_spectrum(instance, 30, 60).value();
}

Weights listed_point(const Manifold& manifold, Index k) {
  MatrixXd W = MatrixXd::Zero(s.size(), k);
  for (Index a = 0; a < manifold.rank; ++a) {
    const Index i = manifold.index_set[static_cast<std::size_t>(a)] - 1;
    W(i, a) = std::sqrt(1 - lambda / s(i));
  }
  return tied(W);
}

// Minima and saddles alike, with units left over and without.
TEST(LocalRate, IsThatOfTheLinearizedIteration) {
  const Spectrum spectrum = decided();
  for (const Index k : {1, 2, 3, 4}) {
    for (const Manifold& manifold : predict_manifolds(profile_of(spectrum, k, Loss::sum))) {
      for (const Published& one : published) {
        const Outcome<Ball> rate =
            predict_local_rate(one.iteration, manifold, k, spectrum, Ball(step, spectrum.precision));

        ASSERT_TRUE(rate);
        EXPECT_NEAR(rate->approx_double(), measured_rate(one, listed_point(manifold, k), k, manifold.dimension), 1e-6)
            << "iteration " << static_cast<int>(one.iteration) << " k " << k << " rank " << manifold.rank;
        EXPECT_LT(rate->radius_upper(), 1e-20);
      }
    }
  }
}

TEST(LocalRate, IsBelowOneExactlyAtTheMinimum) {
  const Spectrum spectrum = decided();
  const Profile profile = profile_of(spectrum, 2, Loss::sum);
  for (const Manifold& manifold : predict_manifolds(profile)) {
    for (const Published& one : published) {
      const Ball rate =
          predict_local_rate(one.iteration, manifold, 2, spectrum, Ball(step, spectrum.precision)).value();

      EXPECT_EQ(rate.upper() < 1, manifold.index == 0) << static_cast<int>(one.iteration);
      EXPECT_EQ(rate.lower() > 1, manifold.index > 0) << static_cast<int>(one.iteration);
    }
  }
}

// By hand: S = diag(4, 1), k = 1, lambda = 1 at {1}: exact alternation shrinks by max(s_2^2 / (s_1 s_2 + lambda (s_1 -
// s_2)), (1 - 2 lambda / s_1)^2) = max(1/7, 1/4), exact-tied by max(1/4, 1/2).
TEST(LocalRate, IsExactInASmallCase) {
  const Spectrum spectrum =
      decide_spectrum(problem::Instance::from_spectrum(rationals({4, 1}), {.k = 1, .lambda = Rational(1, 1)}), 30, 60)
          .value();
  const Manifold minimum = predict_manifold({2, 1, {1}}, {1});

  EXPECT_TRUE(predict_local_rate(Iteration::exact_untied, minimum, 1, spectrum, {})->contains(Rational(1, 4)));
  EXPECT_TRUE(predict_local_rate(Iteration::exact_tied, minimum, 1, spectrum, {})->contains(Rational(1, 2)));
  EXPECT_TRUE(predict_local_rate(Iteration::gradient_tied, minimum, 1, spectrum, Ball(Rational(1, 8), {64}))
                  ->contains(Rational(5, 8)));
  EXPECT_THROW((void)predict_local_rate(Iteration::gradient_tied, minimum, 1, spectrum, {}), PreconditionError);
}

}  // namespace
}  // namespace laecert::theory
