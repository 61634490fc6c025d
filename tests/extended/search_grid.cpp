// Ten thousand random starts over all (m, k, loss) up to m = 6, k = 3: whatever is certified has to be on the list.
// Prints a line for each subject and each start without a certified point; status 1 where a point contradicts a list.

#include <fmt/format.h>

#include <cstdlib>

#include "numeric/random.hpp"
#include "studies/search/report_search.hpp"

namespace laecert {
namespace {

using checks::Index;
using checks::Rational;
using problem::Instance;

constexpr long all_starts = 10000;

// m random distinct eigenvalues j / 8 in (0, 16], lambda 1/16 less than the least or between two of them.
Instance random_instance(Index m, Index k, std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  problem::Vector<Rational> s(m);
  Rational last = 0;
  for (Index i = 0; i < m; ++i) {
    last += Rational(static_cast<long>(1 + random.next() % 20), 8);
    s(i) = last;
  }
  const auto threshold = static_cast<Index>(random.next() % static_cast<std::uint64_t>(m));
  const Rational lambda = s(threshold) - Rational(1, 16);
  return Instance::from_spectrum(s, {.name = fmt::format("m = {}, k = {}", m, k), .k = k, .lambda = lambda});
}

struct Total {
  long starts = 0, certified = 0, matched = 0, unmatched = 0;
};

void add(Total& total, const studies::LossSearch& loss) {
  total.starts += loss.starts;
  total.certified += loss.certified;
  total.matched += loss.matched;
  total.unmatched += static_cast<long>(loss.unmatched.size());
}

void print(const Instance& instance, const studies::LossSearch& loss) {
  fmt::print("{:<14} {:<8} starts {:>4}  certified {:>4}  matched {:>4}  manifolds found {:>2} of {:>2}\n",
             instance.setting().name, loss.loss, loss.starts, loss.certified, loss.matched, loss.found.size(),
             loss.manifold_count);
  for (const studies::UncertifiedStart& one : loss.uncertified) {
    fmt::print("    start {}, scale {}, |gradient| {}: {}\n", one.start, one.scale, one.gradient_norm, one.reason);
  }
  for (const studies::UnmatchedPoint& one : loss.unmatched) {
    fmt::print("    UNMATCHED start {}: {}\n", one.start, one.contradiction);
  }
}

int run() {
  constexpr Index largest_m = 6, largest_k = 3;
  // k <= m for `none` and `product`; `sum` takes every k.
  constexpr long subjects = 3 * (1 + 2 + 3 + 3 + 3 + 3) + (2 + 1);
  const char* scale = std::getenv("LAECERT_TEST_SCALE");
  const double share = scale == nullptr ? 1 : std::atof(scale);
  const long starts = std::max(1L, static_cast<long>(share * (all_starts / subjects + 1)));
  Total total;
  for (Index m = 1; m <= largest_m; ++m) {
    for (Index k = 1; k <= largest_k; ++k) {
      const Instance instance = random_instance(m, k, static_cast<std::uint64_t>(10 * m + k));
      const studies::Search search =
          studies::search(instance, {.effort = {.digits = 10, .jobs = 2}, .plan = {.starts = starts}});
      for (const studies::LossSearch& loss : search.losses) {
        if (loss.inapplicable) continue;
        print(instance, loss);
        add(total, loss);
      }
    }
  }
  fmt::print("{} starts, {} certified, {} matched, {} unmatched\n", total.starts, total.certified, total.matched,
             total.unmatched);
  return total.unmatched == 0 && total.matched == total.certified ? 0 : 1;
}

}  // namespace
}  // namespace laecert

int main() { return laecert::run(); }
