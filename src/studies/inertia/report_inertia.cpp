#include "studies/inertia/report_inertia.hpp"

#include <fmt/format.h>

#include "instances/digest.hpp"
#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "numeric/integer_rank.hpp"
#include "numeric/power_of_two.hpp"
#include "numeric/running.hpp"
#include "studies/describe.hpp"

namespace laecert::studies {
namespace {

constexpr long gap_digits = 4;
constexpr std::size_t most_shown = 30;  // letters of a number in a message

std::string shown(const Rational& x) {
  std::string text = x.str();
  return text.size() <= most_shown ? text : text.substr(0, most_shown) + "...";
}

void require_symmetric(const NamedMatrix& h) {
  const Matrix<Rational>& a = h.numbers;
  if (a.rows() != a.cols()) {
    throw DataError(fmt::format("{}: {} x {} numbers, expected a square matrix", h.name, a.rows(), a.cols()));
  }
  for (numeric::Index i = 0; i < a.rows(); ++i) {
    numeric::require_running();
    for (numeric::Index j = 0; j < i; ++j) {
      if (a(i, j) == a(j, i)) continue;
      throw DataError(fmt::format("{}: not symmetric: row {}, column {} is {}, row {}, column {} is {}", h.name, j + 1,
                                  i + 1, shown(a(j, i)), i + 1, j + 1, shown(a(i, j))));
    }
  }
}

void require_null_vectors(const NamedMatrix& h, const NamedMatrix& kernel) {
  if (kernel.numbers.rows() != h.numbers.rows()) {
    throw DataError(fmt::format("{}: {} rows, expected {}, as {} has: null vectors are columns", kernel.name,
                                kernel.numbers.rows(), h.numbers.rows(), h.name));
  }
  const auto wrong =
      numeric::nonzero_of_product(numeric::integer_multiple(h.numbers), numeric::integer_columns(kernel.numbers));
  if (!wrong) return;
  throw DataError(fmt::format("{}: column {} is no null vector of {}: row {} of the product is not 0", kernel.name,
                              wrong->second + 1, h.name, wrong->first + 1));
}

/// The number rounded down to 16 bits.
Rational rounded_down(const Rational& x) {
  constexpr long bits = 16;
  const long exponent = numeric::floor_log2(x) - bits + 1;
  const Rational scaled = numeric::times_power_of_two(x, -exponent);
  return numeric::times_power_of_two(Rational(numerator(scaled) / denominator(scaled)), exponent);
}

void add_proof(InertiaReport& report, const numeric::InertiaProof& proof) {
  report.inertia = proof.inertia;
  if (proof.gap) report.gap = numeric::print_truncated(*proof.gap, gap_digits);
  report.certified_gap = proof.gap ? rounded_down(proof.gap->exact_midpoint()) : Rational(1);
  report.null_space = proof.null_space;
  report.bits = proof.precision.bits;
  if (proof.gap || !proof.by_submatrix) report.by.emplace_back(report.bits == 53 ? "R5" : "R6");
  if (proof.by_submatrix) report.by.emplace_back("R13");
}

}  // namespace

InertiaReport report_inertia(const NamedMatrix& h, const std::optional<NamedMatrix>& kernel, numeric::Precision max) {
  require_symmetric(h);
  if (kernel) require_null_vectors(h, *kernel);
  InertiaReport report{.versions = versions(),
                       .max_digits = max.digits(),
                       .matrix = h.name,
                       .size = h.numbers.rows(),
                       .sha256 = instances::sha256_hex(instances::canonical_text(h.numbers))};
  if (kernel) {
    report.kernel = kernel->name;
    report.vectors = kernel->numbers.cols();
  }
  const Outcome<numeric::InertiaProof> proof = kernel ? numeric::prove_rational_inertia(h.numbers, kernel->numbers, max)
                                                      : numeric::prove_rational_inertia(h.numbers, max);
  if (proof) {
    add_proof(report, *proof);
  } else {
    report.reason = proof.reason().text;
  }
  return report;
}

}  // namespace laecert::studies
