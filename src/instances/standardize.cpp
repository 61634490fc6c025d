#include "instances/standardize.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "instances/table_size.hpp"
#include "numeric/errors.hpp"
#include "numeric/power_of_two.hpp"
#include "numeric/running.hpp"

namespace laecert::instances {
namespace {

using numeric::Integer;
using problem::Index;
using problem::Instance;
using problem::Matrix;
using problem::Rational;

// With r = floor(sqrt(y)) >= 2^257, y = floor(x 4^e): sqrt(x 4^e) - r < 1 + 1/2, which is less than 2^-256 of it.
constexpr long root_bits = 258;

struct Root {
  Rational value;
  bool exact = false;
};

// sqrt(x). Requires: x > 0.
Root approx_root(const Rational& x) {
  const Integer above = sqrt(Integer(numerator(x))), below = sqrt(Integer(denominator(x)));
  if (above * above == numerator(x) && below * below == denominator(x)) return {Rational(above, below), true};
  const long e = root_bits - numeric::floor_log2(x) / 2;
  const Rational shifted = numeric::times_power_of_two(x, 2 * e);
  const Integer whole = numerator(shifted) / denominator(shifted);
  return {numeric::times_power_of_two(Rational(sqrt(whole)), -e), false};
}

problem::Standardized factors_of(const Instance& centered, bool over_n_less_one) {
  problem::Standardized result{.over_n_less_one = over_n_less_one, .exact = true};
  const Rational divisor = *centered.setting().samples - (over_n_less_one ? 1 : 0);
  for (Index j = 0; j < centered.m(); ++j) {
    const Rational& squares = centered.gram()(j, j);
    if (squares == 0) {
      throw DataError(
          fmt::format("{}: variable {} is constant: it has no deviation to divide by", centered.setting().name, j + 1));
    }
    const Root root = approx_root(divisor / squares);
    result.factors.push_back(root.value);
    result.exact = result.exact && root.exact;
  }
  return result;
}

std::uint64_t bits_of(const Rational& x) { return std::max(msb(abs(numerator(x)) + 1), msb(denominator(x)) + 1); }

// Of an entry of S: no entry of C has more bits than those of its diagonal, beside what their sums add.
std::uint64_t most_bits(const Instance& centered, const std::vector<Rational>& factors) {
  std::uint64_t bits = 0, factor_bits = 0;
  for (Index j = 0; j < centered.m(); ++j) {
    bits = std::max<std::uint64_t>(bits, bits_of(centered.gram()(j, j)));
    factor_bits = std::max(factor_bits, bits_of(factors[static_cast<std::size_t>(j)]));
  }
  return bits + 2 * factor_bits;
}

// D C D. Errors: DataError beyond max_rational_bytes; Stopped.
Matrix<Rational> scaled(const Instance& centered, const std::vector<Rational>& d) {
  const auto m = static_cast<std::uint64_t>(centered.m());
  require_rationals(centered.setting().name + ": standardized Gram matrix", m, m, most_bits(centered, d));
  Matrix<Rational> gram = centered.gram();
  for (Index j = 0; j < gram.cols(); ++j) {
    numeric::require_running();
    for (Index i = 0; i < gram.rows(); ++i) {
      gram(i, j) *= d[static_cast<std::size_t>(i)] * d[static_cast<std::size_t>(j)];
    }
  }
  return gram;
}

}  // namespace

Instance standardized(const Instance& centered, bool over_n_less_one) {
  const std::optional<long>& samples = centered.setting().samples;
  if (!centered.setting().centered || !samples || *samples < 2) {
    throw PreconditionError("standardized: expected an instance of at least two centred samples");
  }
  problem::Setting setting = centered.setting();
  setting.standardized = factors_of(centered, over_n_less_one);
  Matrix<Rational> gram = scaled(centered, setting.standardized->factors);
  return Instance::from_sample_gram(std::move(gram), std::move(setting));
}

}  // namespace laecert::instances
