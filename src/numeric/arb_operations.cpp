#include "numeric/arb_operations.hpp"

#include <utility>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {

namespace {

ArbMatrix product_of(const ArbMatrix& a, const ArbMatrix& b, Precision precision) {
  ArbMatrix result(a.rows(), b.cols());
  arb_mat_mul(result.get(), a.get(), b.get(), precision.bits);
  return result;
}

ArbMatrix copy_of(const ArbMatrix& a) {
  ArbMatrix result(a.rows(), a.cols());
  arb_mat_set(result.get(), a.get());
  return result;
}

}  // namespace

ArbMatrix multiply(const ArbMatrix& a, const ArbMatrix& b, Precision precision) {
  if (a.cols() != b.rows()) throw PreconditionError("multiply: inner dimensions differ");
  require_running();
  if (a.rows() * a.cols() * b.cols() < long_product) return product_of(a, b, precision);
  return abandonable(
      [a = copy_of(a), b = copy_of(b), precision]() -> ArbMatrix { return product_of(a, b, precision); });
}

ArbMatrix identity_minus_product(const ArbMatrix& a, const ArbMatrix& b, Precision precision) {
  if (a.rows() != b.cols()) throw PreconditionError("identity_minus_product: the product is not square");
  const ArbMatrix product = multiply(a, b, precision);
  ArbMatrix result(a.rows(), a.rows());
  arb_mat_one(result.get());
  arb_mat_sub(result.get(), result.get(), product.get(), precision.bits);
  return result;
}

ArbMatrix transposed(const ArbMatrix& a) {
  ArbMatrix result(a.cols(), a.rows());
  arb_mat_transpose(result.get(), a.get());
  return result;
}

ArbMatrix midpoints(ArbMatrix a) {
  arb_mat_get_mid(a.get(), a.get());
  return a;
}

Ball frobenius_norm(const ArbMatrix& a, Precision precision) {
  arb_t value;
  arb_init(value);
  arb_mat_frobenius_norm(value, a.get(), precision.bits);
  Ball norm = Ball::from_arb(value, precision);
  arb_clear(value);
  return norm;
}

}  // namespace laecert::numeric
