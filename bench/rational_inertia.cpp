// The proved inertia of rational matrices with 1000 rows, their null vectors given or not, against Eigen's eigensolver,
// eigenvectors included, on the doubles of the same matrix, in one run, in seconds of the processor.
//
//   cmake --preset release -DLAECERT_BENCH=ON && ninja -C build/release bench_rational_inertia &&
//   build/release/bench/bench_rational_inertia

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <ctime>

#include "numeric/midrad_matrix.hpp"
#include "numeric/random.hpp"
#include "numeric/rational_inertia.hpp"

namespace {

using namespace laecert;

constexpr int runs = 3;

// The least of some runs: the first one also waits for memory.
template <class F>
double seconds(const F& f) {
  double least = 0;
  for (int run = 0; run < runs; ++run) {
    const std::clock_t start = std::clock();
    f();
    const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    if (run == 0 || taken < least) least = taken;
  }
  return least;
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

int main() { measure_rational(1000); }
