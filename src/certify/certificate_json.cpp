#include <fmt/format.h>
#include <fmt/ranges.h>

#include "certify/certificate.hpp"

namespace laecert::certify {
namespace {

std::string quoted(const Rational& x) { return '"' + x.str() + '"'; }
std::string quoted(Index x) { return fmt::format("\"{}\"", x); }

std::string row_json(const Matrix<Rational>& a, Index i) {
  std::vector<std::string> entries;
  entries.reserve(static_cast<std::size_t>(a.cols()));
  for (Index j = 0; j < a.cols(); ++j) entries.push_back(quoted(a(i, j)));
  return fmt::format("[{}]", fmt::join(entries, ", "));
}

// A row a line; `indent` is that of the key it belongs to.
std::string matrix_json(const Matrix<Rational>& a, int indent) {
  std::vector<std::string> rows;
  rows.reserve(static_cast<std::size_t>(a.rows()));
  for (Index i = 0; i < a.rows(); ++i) rows.push_back(fmt::format("{:{}}{}", "", indent + 2, row_json(a, i)));
  return fmt::format("[\n{}\n{:{}}]", fmt::join(rows, ",\n"), "", indent);
}

std::string matrices_json(const std::vector<Matrix<Rational>>& all) {
  if (all.empty()) return "[]";
  std::vector<std::string> matrices;
  matrices.reserve(all.size());
  for (const Matrix<Rational>& a : all) matrices.push_back("    " + matrix_json(a, 4));
  return fmt::format("[\n{}\n  ]", fmt::join(matrices, ",\n"));
}

std::string claim_json(const Certificate& c) {
  const std::string transpose_gap =
      c.transpose_gap ? fmt::format(",\n    \"transpose_gap\": {}", quoted(*c.transpose_gap)) : std::string();
  return fmt::format(
      "{{\n    \"problem\": \"{}\",\n    \"m\": {},\n    \"k\": {},\n    \"rank\": {},\n"
      "    \"inertia\": [{}, {}, {}],\n    \"value\": [{}, {}]{}\n  }}",
      c.problem, quoted(c.m), quoted(c.k), quoted(c.rank), quoted(c.inertia.negative), quoted(c.inertia.zero),
      quoted(c.inertia.positive), quoted(c.value_low), quoted(c.value_high), transpose_gap);
}

std::string point_json(const std::vector<problem::WrittenMatrix>& point) {
  std::vector<std::string> matrices;
  matrices.reserve(point.size());
  for (const problem::WrittenMatrix& one : point)
    matrices.push_back(fmt::format("    \"{}\": {}", one.name, matrix_json(one.value, 4)));
  return fmt::format("{{\n{}\n  }}", fmt::join(matrices, ",\n"));
}

}  // namespace

std::string to_json(const Certificate& c) {
  return fmt::format(
      "{{\n  \"format\": \"laecert-certificate/1\",\n  \"claim\": {},\n  \"lambda\": {},\n  \"gram\": {},\n"
      "  \"point\": {},\n  \"radius\": {},\n  \"gap\": {},\n"
      "  \"generators\": {},\n  \"commutant\": {}\n}}\n",
      claim_json(c), quoted(c.lambda), matrix_json(c.gram, 2), point_json(c.point), quoted(c.radius), quoted(c.gap),
      matrices_json(c.generators), matrices_json(c.commutant));
}

}  // namespace laecert::certify
