#pragma once

#include <vector>

#include "matrix.hpp"

namespace laecert::recheck {

/// The lower half of a symmetric integer matrix.
class SymmetricMatrix {
 public:
  explicit SymmetricMatrix(Index size) : size_(size), entries_(size * (size + 1) / 2) {}
  /// The integers of a symmetric matrix, without its denominator.
  explicit SymmetricMatrix(const Matrix& a);

  [[nodiscard]] Index size() const { return size_; }
  /// Entry (i, j) and (j, i) are the same object.
  [[nodiscard]] const Integer& at(Index i, Index j) const { return entries_[place(i, j)]; }
  Integer& at(Index i, Index j) { return entries_[place(i, j)]; }
  /// The bits of the longest entry.
  [[nodiscard]] Index bits() const;

 private:
  static Index place(Index i, Index j) { return i < j ? j * (j + 1) / 2 + i : i * (i + 1) / 2 + j; }

  Index size_;
  std::vector<Integer> entries_;
};

/// Numbers of negative, zero and positive eigenvalues.
struct Inertia {
  Index negative = 0, zero = 0, positive = 0;
};

/// Guarantee: exact, for regular and singular matrices alike.
Inertia inertia(SymmetricMatrix a);

/// That of a + shift I.
Inertia shifted_inertia(SymmetricMatrix a, const Integer& shift);

}  // namespace laecert::recheck
