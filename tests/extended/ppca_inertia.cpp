// Index and nullity of the negative log likelihood of probabilistic PCA against those of `sum`, manifold by manifold,
// each from its own certified Hessian: 5000 pairs of an instance and an I. Prints a line for each (m, k) and each pair
// that is not proved equal; status 1 for a mismatch or a pair left open.

#include <fmt/format.h>

#include <cstdlib>

#include "families/lae/findings.hpp"
#include "families/ppca/context.hpp"
#include "numeric/random.hpp"

namespace laecert {
namespace {

using checks::Index;
using checks::Matrix;
using checks::Rational;
using problem::Instance;

constexpr long all_pairs = 5000;

// S = X X^T of 3 m samples with integer entries, row i larger than row i + 1; v so that some s_i lie below n v.
Instance random_instance(Index m, Index k, std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  const long samples = 3 * static_cast<long>(m);
  Matrix<Rational> x(m, samples);
  for (Index j = 0; j < samples; ++j) {
    for (Index i = 0; i < m; ++i) x(i, j) = Rational(random.between(-9, 9), i + 1);
  }
  const Rational v(random.between(1, 400), 97);
  return Instance::from_gram(
      x.lazyProduct(x.transpose()),
      {.name = fmt::format("m = {}, k = {}, seed {}", m, k, seed), .k = k, .lambda = v * samples, .samples = samples});
}

struct Total {
  long pairs = 0, mismatches = 0, open = 0;
};

void compare(Total& total, const Instance& instance, const checks::PpcaRecord& record) {
  ++total.pairs;
  const std::string where = instance.setting().name + ", I = " + checks::case_name(record.sum.manifold);
  if (!record.sum.certified || !record.likelihood) {
    ++total.open;
    fmt::print("    OPEN {}\n", where);
  } else if (record.sum.certified->inertia.negative != record.likelihood->inertia.negative ||
             record.sum.certified->inertia.zero != record.likelihood->inertia.zero) {
    ++total.mismatches;
    fmt::print("    MISMATCH {}\n", where);
  }
}

void compare_all(Total& total, const Instance& instance) {
  const checks::LaeContext sum = checks::make_lae_context(theory::Loss::sum, instance, {.digits = 10, .jobs = 2});
  for (const checks::PpcaRecord& record : checks::make_ppca_context(sum).records) compare(total, instance, record);
}

int run() {
  constexpr Index largest_m = 6, largest_k = 3;
  constexpr long kinds = (largest_m - 1) * largest_k;
  const char* scale = std::getenv("LAECERT_TEST_SCALE");
  const double share = scale == nullptr ? 1 : std::atof(scale);
  const long pairs = std::max(1L, static_cast<long>(share * all_pairs / kinds));
  Total total;
  for (Index m = 2; m <= largest_m; ++m) {
    for (Index k = 1; k <= largest_k; ++k) {
      const long before = total.pairs;
      for (std::uint64_t seed = 1; total.pairs - before < pairs; ++seed) {
        compare_all(total, random_instance(m, k, static_cast<std::uint64_t>(1000 * m + 100 * k) + 100000 * seed));
      }
      fmt::print("m = {}, k = {}: {} pairs\n", m, k, total.pairs - before);
    }
  }
  fmt::print("{} pairs, {} mismatches, {} open\n", total.pairs, total.mismatches, total.open);
  return total.mismatches == 0 && total.open == 0 ? 0 : 1;
}

}  // namespace
}  // namespace laecert

int main() { return laecert::run(); }
