#include "instances/decimal_cells.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "instances/errors.hpp"
#include "numeric/power_of_ten.hpp"

namespace laecert::instances {
namespace {

constexpr int long_cell = -1;

std::uint64_t bits_of(std::int64_t x) {
  return static_cast<std::uint64_t>(std::bit_width(static_cast<std::uint64_t>(std::abs(x))));
}

std::uint64_t bits_of(const Integer& x) { return mpz_sizeinbase(x.backend().data(), 2); }

/// denominator / 10^places for each number of places of a short decimal.
ScaledMatrix factors_of(const Integer& denominator, int most_places) {
  ScaledMatrix factors(1, most_places + 1, Integer(1));
  for (int places = 0; places <= most_places; ++places) {
    factors.set_numerator(0, places, Integer(denominator / numeric::power_of_ten(places)));
  }
  return factors;
}

/// The numerator of x over this denominator. Requires: x's own denominator divides it.
Integer numerator_over(const Integer& denominator, const Rational& x) {
  return Integer(boost::multiprecision::numerator(x) * (denominator / boost::multiprecision::denominator(x)));
}

}  // namespace

std::optional<Reason> DecimalCells::push(std::string_view text) {
  if (const std::optional<ShortDecimal> cell = parse_short_decimal(text)) {
    most_places_ = std::max(most_places_, cell->places);
    most_bits_ = std::max(most_bits_, bits_of(cell->digits));
    cells_.push_back(*cell);
    return std::nullopt;
  }
  const Outcome<Rational> number = parse_rational(text);
  if (!number) return number.reason();
  const Integer own = boost::multiprecision::denominator(*number);
  if (long_denominator_ % own != 0) {
    long_denominator_ = boost::multiprecision::lcm(long_denominator_, own);
    if (bits_of(long_denominator_) > max_denominator_bits) {
      return Reason{
          fmt::format("the common denominator of the numbers up to here has more than {} bits", max_denominator_bits)};
    }
  }
  most_bits_ = std::max(most_bits_, bits_of(boost::multiprecision::numerator(*number)));
  cells_.push_back({static_cast<std::int64_t>(long_cells_.size()), long_cell});
  long_cells_.push_back(*number);
  return std::nullopt;
}

std::uint64_t DecimalCells::bits() const { return most_bits_ + bits_of(denominator()); }

Integer DecimalCells::denominator() const {
  return boost::multiprecision::lcm(numeric::power_of_ten(most_places_), long_denominator_);
}

ScaledMatrix DecimalCells::build(Index cols, const std::stop_token& stop, const std::string& name) const {
  constexpr std::size_t cells_between_looks = 1U << 16U;
  const Integer common = denominator();
  const ScaledMatrix factors = factors_of(common, most_places_);
  ScaledMatrix result(static_cast<Index>(cells_.size()) / cols, cols, common);
  for (std::size_t c = 0; c < cells_.size(); ++c) {
    if (c % cells_between_looks == 0) require_running(stop, name);
    const Index i = static_cast<Index>(c) / cols;
    const Index j = static_cast<Index>(c) % cols;
    if (cells_[c].places == long_cell) {
      const Rational& number = long_cells_[static_cast<std::size_t>(cells_[c].digits)];
      result.set_numerator(i, j, numerator_over(common, number));
    } else {
      const fmpz* factor = fmpz_mat_entry(factors.numerators(), 0, cells_[c].places);
      fmpz_mul_si(fmpz_mat_entry(result.numerators(), i, j), factor, cells_[c].digits);
    }
  }
  return result;
}

}  // namespace laecert::instances
