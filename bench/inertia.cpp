// The certified inertia of a 400 x 400 Hessian against Eigen's eigensolver on the same matrix, in one run: proposal,
// enclosure of the Hessian, tangent rank and proof on one side, SelfAdjointEigenSolver<MatrixXd> alone on the other.
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

}  // namespace

int main() {
  const problem::Instance instance = instances::builtin("synthetic-20");
  measure(instance, {});
  measure(instance, {1, 3, 5, 7, 9});
  measure(instance, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
}
