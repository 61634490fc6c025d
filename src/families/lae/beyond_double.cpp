#include "families/lae/beyond_double.hpp"

#include <algorithm>

namespace laecert::checks {

// The finders work in double, which resolves eigenvalues of the Hessian down to about 1e-10 of the largest: beside a
// smaller gap no start comes to rest on one manifold.
std::optional<std::string> beyond_double(const LaeContext& context) {
  constexpr double resolved = 1e-8;
  const theory::Spectrum& spectrum = *context.spectrum;
  const Rational largest = std::max(spectrum.trace, spectrum.lambda);
  if (!(largest > 0)) return {};
  const auto is_small = [&](const std::optional<Ball>& gap) {
    return gap && numeric::certainly(is_less(*gap, Ball(resolved, spectrum.precision) * Ball(largest, Precision{64})));
  };
  const bool is_sum = context.loss == theory::Loss::sum;
  if (is_sum && is_small(spectrum.lambda_gap)) return "lambda is next to an eigenvalue";
  if (is_small(is_sum ? spectrum.separation : spectrum.least_gap)) return "two eigenvalues are next to each other";
  if (!is_sum && is_small(spectrum.values.back())) return "an eigenvalue is next to zero";
  return {};
}

}  // namespace laecert::checks
