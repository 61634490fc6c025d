// The certified inertia of a 400 x 400 Hessian against Eigen's eigensolver on the same matrix, in one run: proposal,
// enclosure of the Hessian, tangent rank and proof on one side, SelfAdjointEigenSolver<MatrixXd> alone on the other.
// Then that of rational matrices with 1000 rows, whose null vectors are given or not.
//
//   cmake --preset release -DLAECERT_BENCH=ON && ninja -C build/release bench_inertia &&
//   build/release/bench/bench_inertia

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <chrono>
#include <vector>

#include "certify/evaluator.hpp"
#include "certify/route.hpp"
#include "instances/builtin.hpp"
#include "numeric/midrad_matrix.hpp"
#include "numeric/random.hpp"
#include "numeric/rational_inertia.hpp"
#include "problem/families/lae/loss.hpp"
#include "theory/lae/predictions.hpp"

namespace {

using namespace laecert;

constexpr int runs = 9;

template <class F>
double seconds(const F& f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measure(const problem::Instance& instance, const std::vector<numeric::Index>& index_set) {
  const problem::LaeProblem problem(instance, problem::Regularization::sum);
  const theory::Spectrum spectrum = theory::decide_spectrum(instance, 30, 200).value();
  const theory::Manifold manifold =
      theory::manifold_of(theory::profile_of(spectrum, instance.k(), theory::Loss::sum), index_set).value();
  const theory::PredictedPoint point = theory::predict_point(theory::Loss::sum, manifold, spectrum,
                                                             theory::canonical_frame(instance.k(), manifold.rank));
  const numeric::Vector<numeric::Ball> x = numeric::lift_matrix<numeric::Ball>(
      problem::pack(problem::Autoencoder<numeric::Rational>{point.W1, point.W2}), numeric::Precision{64});

  certify::ProblemEvaluator<problem::LaeProblem> evaluator(problem);
  const std::unique_ptr<certify::Route> route = certify::make_double_route();
  const Eigen::MatrixXd h =
      numeric::to_midrad(evaluator.hessian(numeric::lift_matrix<numeric::DoubleBall>(x, numeric::Precision{53}))).mid;
  std::vector<double> eigen;
  std::vector<double> proof;
  std::vector<double> ratio;
  bool proved = true;
  for (int run = 0; run < runs; ++run) {
    double trace = 0;
    eigen.push_back(seconds([&] { trace = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(h).eigenvalues().sum(); }));
    proof.push_back(seconds([&] {
      const Outcome<certify::Linearization> linearization = route->linearize(evaluator, x);
      proved = proved && linearization && route->prove(evaluator, x, *linearization, false);
    }));
    ratio.push_back(proof.back() / eigen.back() + 0 * trace);
  }
  fmt::print("N = {}, rank {}, {} tangents, {}: eigensolver {:.1f} ms, certified inertia {:.1f} ms, ratio {:.2f}\n",
             problem.dimension(), manifold.rank, manifold.dimension, proved ? "proved" : "NOT PROVED",
             1000 * median(eigen), 1000 * median(proof), median(ratio));
}

/// B B^T - 2 C C^T of integers, n x n of the rank r.
numeric::Matrix<numeric::Rational> integers_of_rank(numeric::SplitMix64& random, numeric::Index n, numeric::Index r) {
  Eigen::MatrixXd b(n, r);
  for (double& x : b.reshaped()) x = static_cast<double>(random.between(-5, 5));
  Eigen::VectorXd d(r);
  for (numeric::Index i = 0; i < r; ++i) d(i) = i % 3 == 0 ? -2 : 1;
  const Eigen::MatrixXd h = b * d.asDiagonal() * b.transpose();
  return h.unaryExpr([](double x) { return numeric::exact_rational(x); });
}

/// The Laplacian of a random graph without edges between its components, and their indicators.
struct Graph {
  numeric::Matrix<numeric::Rational> laplacian, kernel;
};

Graph random_graph(numeric::SplitMix64& random, numeric::Index n, numeric::Index components) {
  const auto zeros = [](numeric::Index rows, numeric::Index cols) {
    return numeric::Matrix<numeric::Rational>::Constant(rows, cols, numeric::Rational(0));
  };
  Graph graph{zeros(n, n), zeros(n, components)};
  for (numeric::Index i = 0; i < n; ++i) {
    graph.kernel(i, i % components) = 1;
    for (numeric::Index j = i % components; j < i; j += components) {
      if (j + components < i && random.below(4) != 0) continue;
      graph.laplacian(i, j) = graph.laplacian(j, i) = -1;
      graph.laplacian(i, i) += 1;
      graph.laplacian(j, j) += 1;
    }
  }
  return graph;
}

void measure(const char* name, const numeric::Matrix<numeric::Rational>& h,
             const numeric::Matrix<numeric::Rational>* kernel) {
  const numeric::Precision most = numeric::Precision::of_digits(200);
  const Eigen::MatrixXd mid = numeric::enclose_rational(h).mid;
  double trace = 0;
  const double eigen =
      seconds([&] { trace = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(mid).eigenvalues().sum(); });
  numeric::Inertia inertia;
  const double proof = seconds([&] {
    inertia = (kernel != nullptr ? numeric::prove_rational_inertia(h, *kernel, most)
                                 : numeric::prove_rational_inertia(h, most))
                  .value()
                  .inertia;
  });
  fmt::print("N = {}, {}, {}: ({}, {}, {}), eigensolver {:.2f} s, proved inertia {:.2f} s, ratio {:.2f}\n", h.rows(),
             name, kernel != nullptr ? "null vectors given" : "none given", inertia.negative, inertia.zero,
             inertia.positive, eigen + 0 * trace, proof, proof / eigen);
}

void measure_rational(numeric::Index n) {
  numeric::SplitMix64 random(5);
  measure("integers", integers_of_rank(random, n, n + 10), nullptr);
  measure("integers of rank N - 2", integers_of_rank(random, n, n - 2), nullptr);
  for (const numeric::Index components : {1, 50, 300}) {
    const Graph graph = random_graph(random, n, components);
    measure("graph", graph.laplacian, &graph.kernel);
    measure("graph", graph.laplacian, nullptr);
  }
}

}  // namespace

int main() {
  measure_rational(1000);
  const problem::Instance instance = instances::builtin("synthetic-20");
  measure(instance, {});
  measure(instance, {1, 3, 5, 7, 9});
  measure(instance, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
}
