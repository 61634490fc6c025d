#pragma once

#include "numeric/arb_matrix.hpp"

namespace laecert::numeric {

/// Owns an upper bound of Arb's.
class UpperBound {
 public:
  UpperBound() { mag_init(value_); }
  UpperBound(const UpperBound&) = delete;
  UpperBound& operator=(const UpperBound&) = delete;
  ~UpperBound() { mag_clear(value_); }
  mag_struct* get() { return value_; }

 private:
  mag_t value_;
};

/// Encloses A B. Requires: a.cols() == b.rows(), else PreconditionError (Arb would end the process).
ArbMatrix multiply(const ArbMatrix& a, const ArbMatrix& b, Precision precision);

/// Encloses I - A B. Requires: A B square.
ArbMatrix identity_minus_product(const ArbMatrix& a, const ArbMatrix& b, Precision precision);

ArbMatrix transposed(const ArbMatrix& a);

/// The midpoints, exact.
ArbMatrix midpoints(ArbMatrix a);

/// Encloses the Frobenius norm, a bound of the spectral norm.
Ball frobenius_norm(const ArbMatrix& a, Precision precision);

}  // namespace laecert::numeric
