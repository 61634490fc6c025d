#include "numeric/product.hpp"

#include <algorithm>
#include <vector>

#include "numeric/arb_matrix.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

// Balls side by side as Arb's dot product reads them: shallow copies, which FLINT allows while nothing writes to them.
std::vector<arb_struct> borrow_rows(const Matrix<Ball>& a) {
  std::vector<arb_struct> rows;
  rows.reserve(static_cast<std::size_t>(a.size()));
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.cols(); ++j) rows.push_back(*a(i, j).arb());
  }
  return rows;
}

}  // namespace

Matrix<Ball> product(const Matrix<Ball>& a, const Matrix<Ball>& b) {
  if (a.cols() != b.rows()) throw PreconditionError("product: inner dimensions differ");
  const Matrix<Ball> b_transposed = b.transpose();
  const std::vector<arb_struct> rows = borrow_rows(a);
  const std::vector<arb_struct> columns = borrow_rows(b_transposed);
  const Precision precision{std::max(largest_precision(a).bits, largest_precision(b).bits)};
  const Index inner = a.cols();

  Matrix<Ball> result(a.rows(), b.cols());
  arb_t entry;
  arb_init(entry);
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < b.cols(); ++j) {
      require_running_after(inner);
      arb_dot(entry, nullptr, 0, rows.data() + i * inner, 1, columns.data() + j * inner, 1, inner, precision.bits);
      result(i, j) = Ball::from_arb(entry, precision);
    }
  }
  arb_clear(entry);
  return result;
}

}  // namespace laecert::numeric
