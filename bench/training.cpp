// Training: microseconds an iteration. With a folder that bench/training.py wrote it runs the reference's variants on
// the data there, prints a line for each and writes its last iterates beside them; that script compares both with
// NumPy. Without, it measures an exact alternation for m = 50, ..., 800 at k = 20, against m^2 k, and the one
// decomposition.
//
//   cmake --preset release -DLAECERT_BENCH=ON && ninja -C build/release bench_training &&
//   build/release/bench/bench_training; bench/training.py
//
// Measured on two shared cores: an exact alternation at k = 20 takes 31, 45, 73, 127, 231 microseconds for m = 50, 100,
// 200, 400, 800, that is 0.63 down to 0.018 ns for each of m^2 k; the decomposition for m = 800 takes 241 ms, once.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "numeric/random.hpp"
#include "propose/training/start.hpp"
#include "propose/training/trainer.hpp"

namespace {

using namespace laecert;
using numeric::Index;

constexpr int runs = 7;

template <class F>
double microseconds(const F& f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

template <class F>
double median_microseconds(const F& f) {
  std::vector<double> times;
  times.reserve(runs);
  for (int run = 0; run < runs; ++run) times.push_back(microseconds(f));
  std::sort(times.begin(), times.end());
  return times[runs / 2];
}

// The reference's setting.
constexpr Index reference_m = 10, reference_k = 2;
constexpr double reference_lambda = 50, reference_step = 1e-5;

// Column by column; as many columns as the file holds.
Eigen::MatrixXd read_matrix(const std::filesystem::path& file, Index rows) {
  const auto size = static_cast<Index>(std::filesystem::file_size(file) / sizeof(double));
  Eigen::MatrixXd result(rows, size / rows);
  std::ifstream stream(file, std::ios::binary);
  stream.read(reinterpret_cast<char*>(result.data()), static_cast<std::streamsize>(sizeof(double)) * size);
  if (!stream || result.size() != size) throw std::runtime_error("cannot read " + file.string());
  return result;
}

void write_weights(const std::filesystem::path& file, const problem::Autoencoder<double>& w) {
  std::ofstream stream(file, std::ios::binary);
  for (const Eigen::MatrixXd& weight : {w.W1, w.W2}) {
    stream.write(reinterpret_cast<const char*>(weight.data()),
                 static_cast<std::streamsize>(sizeof(double)) * weight.size());
  }
  if (!stream) throw std::runtime_error("cannot write " + file.string());
}

propose::Algorithm algorithm_of(const std::string& name) {
  for (const propose::Algorithm algorithm : propose::all_algorithms()) {
    if (to_string(algorithm) == name) return algorithm;
  }
  throw std::invalid_argument("no such algorithm: " + name);
}

void run_reference(const std::filesystem::path& folder) {
  const Eigen::MatrixXd X = read_matrix(folder / "x.f64", reference_m);
  const problem::Autoencoder<double> start{read_matrix(folder / "w1.f64", reference_k),
                                           read_matrix(folder / "w2.f64", reference_m)};
  const Eigen::MatrixXd gram = X * X.transpose();
  const propose::SecondMoment moment(gram);
  double trace = 0;
  fmt::print("decomposition\t{:.4f}\n", median_microseconds([&] { trace += propose::SecondMoment(gram).trace(); }));
  std::ifstream variants(folder / "variants");
  std::string name;
  for (long iterations = 0; variants >> name >> iterations;) {
    const propose::Algorithm algorithm = algorithm_of(name);
    const propose::TrainingOptions options{.lambda = reference_lambda,
                                           .step = reference_step,
                                           .sequential = algorithm == propose::Algorithm::gradient_untied};
    problem::Autoencoder<double> last = start;
    const double time = median_microseconds([&] {
      propose::Trainer trainer(moment, algorithm, options, start);
      trainer.advance(iterations);
      last = trainer.weights();
    });
    write_weights(folder / (name + ".f64"), last);
    fmt::print("{}\t{:.4f}\n", name, time / static_cast<double>(iterations));
  }
}

// S with eigenvalues m, m - 1, ..., 1 in a random basis is not needed: every algorithm runs in the eigenbasis.
void measure_exact(Index m, Index k) {
  const Eigen::VectorXd values = Eigen::VectorXd::LinSpaced(m, static_cast<double>(m), 1);
  const Eigen::MatrixXd gram = values.asDiagonal();
  const propose::SecondMoment moment(gram);
  constexpr long iterations = 20;
  propose::Trainer trainer(moment, propose::Algorithm::exact_untied, {.lambda = 0.5},
                           propose::random_start(m, k, 1, 0.1));
  const double time = median_microseconds([&] { trainer.advance(iterations); }) / static_cast<double>(iterations);
  fmt::print("{:>4} {:>4} {:>12.1f} {:>16.4f} {:>14.2e}\n", m, k, time, 1000 * time / static_cast<double>(m * m * k),
             trainer.metrics().transpose_gap);
}

void measure_decomposition(Index m) {
  numeric::SplitMix64 random(1);
  const Eigen::MatrixXd X = Eigen::MatrixXd::NullaryExpr(m, m, [&] { return numeric::approx_gaussian(random); });
  const Eigen::MatrixXd gram = X * X.transpose();
  double trace = 0;
  const double time = microseconds([&] { trace = propose::SecondMoment(gram).trace(); });
  fmt::print("decomposition of S once, m = {}: {:.1f} ms (relative error of the trace {:.0e})\n", m, time / 1000,
             std::abs(trace / gram.trace() - 1));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc > 1) {
      run_reference(argv[1]);
      return 0;
    }
    fmt::print("exact-untied, one iteration\n   m    k microseconds  ns / (m^2 k)    |W1 - W2^T|\n");
    for (const Index m : {50, 100, 200, 400, 800}) measure_exact(m, 20);
    measure_decomposition(800);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}
