#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "numeric/decimal.hpp"
#include "studies/inertia/report_inertia.hpp"

namespace laecert::studies {
namespace {

using numeric::Index;
using numeric::Integer;
using numeric::Matrix;
using numeric::Rational;

// Those of reports/certificate.md; a number of so many bits has less than 4000 digits.
constexpr Index most_rows = 250;
constexpr std::size_t most_matrix_bits = 131'072, most_number_bits = 13'000, most_bytes = 8'388'608;

std::size_t bits_of(const Integer& x) { return x == 0 ? 0 : msb(Integer(abs(x))) + 1; }

// The bits of the longest of the integers d H_ij, d gap and d, d being the least common denominator of the entries and
// the gap.
std::size_t longest_bits(const Matrix<Rational>& h, const Rational& gap) {
  Integer d = denominator(gap);
  for (const Rational& x : h.reshaped()) {
    d = lcm(d, Integer(denominator(x)));
    if (bits_of(d) > most_number_bits) return bits_of(d);
  }
  std::size_t longest = std::max(bits_of(d), bits_of(Integer(numerator(gap) * (d / denominator(gap)))));
  for (const Rational& x : h.reshaped()) {
    longest = std::max(longest, bits_of(Integer(numerator(x) * (d / denominator(x)))));
  }
  return longest;
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }

std::string rows_json(const Matrix<Rational>& h) {
  std::vector<std::string> rows;
  for (Index i = 0; i < h.rows(); ++i) {
    std::vector<std::string> entries;
    for (Index j = 0; j < h.cols(); ++j) entries.push_back(quoted(numeric::print_exact(h(i, j))));
    rows.push_back(fmt::format("    [{}]", fmt::join(entries, ", ")));
  }
  return fmt::format("[\n{}\n  ]", fmt::join(rows, ",\n"));
}

}  // namespace

Outcome<std::string> inertia_certificate(const NamedMatrix& h, const InertiaReport& report) {
  if (!report.inertia) return Reason{"nothing is decided"};
  if (report.size > most_rows) {
    return Reason{fmt::format("{} rows, at most {}", report.size, most_rows), Reason::Kind::too_large};
  }
  const std::size_t bits = longest_bits(h.numbers, report.certified_gap);
  const Reason too_long{"the numbers are too long for a matrix of this size", Reason::Kind::too_large};
  if (bits > most_number_bits || bits * static_cast<std::size_t>(report.size) > most_matrix_bits) return too_long;
  std::string text = fmt::format(
      "{{\n  \"format\": \"laecert-inertia-certificate/1\",\n  \"matrix\": {},\n"
      "  \"inertia\": [\"{}\", \"{}\", \"{}\"],\n  \"gap\": {}\n}}\n",
      rows_json(h.numbers), report.inertia->negative, report.inertia->zero, report.inertia->positive,
      quoted(numeric::print_exact(report.certified_gap)));
  if (text.size() > most_bytes) return too_long;
  return text;
}

}  // namespace laecert::studies
