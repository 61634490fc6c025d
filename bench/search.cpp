// The independent search on a loss with eigenvalues m, m - 1, ..., 1; unless told otherwise `none`, m = 16, k = 4,
// which has 2517 critical manifolds. Every start is counted. What is certified is held against the theory's prediction
// for its map, and the outcome against published figures for searches that certify nothing:
//   [F19] Frye et al., Numerically recovering the critical points of a deep linear autoencoder, arXiv 1901.10603.
//
//   cmake --preset release -DLAECERT_BENCH=ON && ninja -C build/release bench_search &&
//   build/release/bench/bench_search [starts [finder [loss [m [k]]]]]

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <exception>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "problem/families/lae/loss.hpp"
#include "propose/search/search.hpp"
#include "theory/lae/predictions.hpp"

namespace {

using namespace laecert;
using numeric::Ball;
using numeric::Index;
using numeric::Rational;

struct Task {
  long starts = 150;
  std::string finder = "newton", loss = "none";
  Index m = 16, k = 4;
};

Task task_of(const std::vector<std::string>& arguments) {
  Task task;
  if (!arguments.empty()) task.starts = std::stol(arguments[0]);
  if (arguments.size() > 1) task.finder = arguments[1];
  if (arguments.size() > 2) task.loss = arguments[2];
  if (arguments.size() > 3) task.m = std::stol(arguments[3]);
  if (arguments.size() > 4) task.k = std::stol(arguments[4]);
  return task;
}

problem::Instance instance_of(const Task& task) {
  numeric::Vector<Rational> s(task.m);
  for (Index i = 0; i < task.m; ++i) s(i) = Rational(task.m - i);
  return problem::Instance::from_spectrum(s, {.name = "linear", .k = task.k, .lambda = Rational(1, 2)});
}

propose::SearchOptions options_of(const Task& task) {
  for (const propose::Finder finder :
       {propose::Finder::gradient_norm, propose::Finder::newton, propose::Finder::loss}) {
    if (to_string(finder) == task.finder) return {.finders = {finder}};
  }
  throw std::invalid_argument("no such finder: " + task.finder);
}

// The predictions for the manifold of a map.
class Theory {
 public:
  Theory(const problem::Instance& instance, theory::Loss loss)
      : spectrum_(theory::decide_spectrum(instance, 30, 200).value()),
        profile_(theory::profile_of(spectrum_, instance.k(), loss)) {}

  [[nodiscard]] std::string manifold_count() const { return theory::predict_count(profile_).str(); }

  // S is diagonal, so the map is diag(f_i or 0), 1/3 <= f_i <= 1: the 1-based positions where it is not zero.
  [[nodiscard]] static std::vector<Index> index_set_of(const certify::CertifiedPoint& certified, Index k) {
    const problem::Autoencoder<Ball> w = problem::unpack(certified.point, k);
    const numeric::Matrix<Ball> map = numeric::product(w.W2, w.W1);
    std::vector<Index> result;
    for (Index i = 0; i < map.rows(); ++i) {
      if (map(i, i).approx_double() > 0.25) result.push_back(i + 1);
    }
    return result;
  }

  // Index, nullity and value: proved on one side, predicted on the other.
  [[nodiscard]] bool agrees(const certify::CertifiedPoint& certified, const std::vector<Index>& index_set) const {
    const Outcome<theory::Manifold> manifold = theory::manifold_of(profile_, index_set);
    if (!manifold) return false;
    return certified.inertia.negative == manifold->index && certified.inertia.zero == manifold->nullity &&
           certified.value.contains(*theory::predict_exact_value(profile_.loss, *manifold, spectrum_));
  }

 private:
  theory::Spectrum spectrum_;
  theory::Profile profile_;
};

struct Tally {
  long starts = 0, under_1e_10 = 0, certified = 0, as_predicted = 0, steps = 0;
  std::set<std::vector<Index>> manifolds = {};
  std::map<Index, long> indices = {};  // index -> certified points
};

Tally with(Tally tally, const propose::Found& found, const Theory& theory, Index k) {
  ++tally.starts;
  tally.steps += found.steps;
  if (found.gradient_norm * found.gradient_norm < 1e-10) ++tally.under_1e_10;
  if (!found.certified) {
    fmt::print("  start {}, scale {}: {}\n", found.start, found.scale, found.certified.reason().text);
    return tally;
  }
  ++tally.certified;
  ++tally.indices[found.certified->inertia.negative];
  const std::vector<Index> index_set = Theory::index_set_of(*found.certified, k);
  tally.manifolds.insert(index_set);
  if (theory.agrees(*found.certified, index_set)) {
    ++tally.as_predicted;
  } else {
    fmt::print("  start {}: CONTRADICTS the theory at {}\n", found.start, fmt::join(index_set, ","));
  }
  return tally;
}

void print(const Tally& tally, const std::string& manifold_count, double seconds) {
  const long minima = tally.indices.contains(0) ? tally.indices.at(0) : 0;
  fmt::print("                                            here          [F19]\n");
  fmt::print("squared gradient below 1e-10        {:>5} of {:<5}     141 of 150\n", tally.under_1e_10, tally.starts);
  fmt::print("certified critical points           {:>5} of {:<5}     -\n", tally.certified, tally.starts);
  fmt::print("index and value right               {:>5} of {:<5}     42 of 143 (squared gradient below 1e-6)\n",
             tally.as_predicted, tally.certified);
  fmt::print("of index > 0                        {:>5}\n", tally.certified - minima);
  if (!tally.indices.empty()) {
    fmt::print("indices                             {:>5} to {}\n", tally.indices.begin()->first,
               std::prev(tally.indices.end())->first);
  }
  fmt::print("distinct manifolds                  {:>5} of {}\n", tally.manifolds.size(), manifold_count);
  fmt::print("steps a start                       {:>7.1f}\n",
             static_cast<double>(tally.steps) / static_cast<double>(tally.starts));
  fmt::print("seconds                             {:>7.1f}\n", seconds);
}

void run(const Task& task) {
  const std::map<std::string, std::pair<problem::Regularization, theory::Loss>> losses{
      {"none", {problem::Regularization::none, theory::Loss::none}},
      {"product", {problem::Regularization::product, theory::Loss::product}},
      {"sum", {problem::Regularization::sum, theory::Loss::sum}}};
  const auto& [regularization, predicted] = losses.at(task.loss);
  const problem::Instance instance = instance_of(task);
  const problem::LaeProblem problem(instance, regularization);
  const Theory theory(instance, predicted);
  const propose::SearchOptions options = options_of(task);
  fmt::print("{}, m = {}, k = {}, finder {}, scales {}, seed {}\n", task.loss, task.m, task.k, task.finder,
             fmt::join(options.scales, ", "), options.seed);

  propose::ProblemLandscape<problem::LaeProblem> landscape(problem);
  Tally tally;
  const auto begin = std::chrono::steady_clock::now();
  for (long start = 0; start < task.starts; ++start) {
    tally = with(std::move(tally), propose::search_from(landscape, start, options), theory, task.k);
  }
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  print(tally, theory.manifold_count(), time.count());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(task_of({argv + 1, argv + argc}));
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}
