#pragma once

// Definitions of UnequalLoss for scalars beside the instantiated ones (tests use automatic differentiation).

#include <utility>

#include "problem/families/lae/loss_impl.hpp"
#include "problem/families/unequal/loss.hpp"

namespace laecert::problem {

template <numeric::Scalar S>
UnequalLoss<S>::UnequalLoss(const Matrix<S>& gram, Vector<S> penalties, std::vector<Matrix<S>> commutant)
    : unregularized_(gram, S(0), penalties.size(), Regularization::none, {}),
      penalties_(std::move(penalties)),
      commutant_(std::move(commutant)) {}

template <numeric::Scalar S>
S UnequalLoss<S>::value(const Vector<S>& x) const {
  S value = unregularized_.value(x);
  for (Index i = 0; i < x.size(); ++i) value += penalty_of(i) * (x(i) * x(i));
  return value;
}

template <numeric::Scalar S>
Vector<S> UnequalLoss<S>::gradient(const Vector<S>& x) const {
  Vector<S> gradient = unregularized_.gradient(x);
  for (Index i = 0; i < x.size(); ++i) gradient(i) += penalty_of(i) * x(i) * S(2);
  return gradient;
}

template <numeric::Scalar S>
Matrix<S> UnequalLoss<S>::hessian(const Vector<S>& x) const {
  Matrix<S> hessian = unregularized_.hessian(x);
  for (Index i = 0; i < x.size(); ++i) hessian(i, i) += penalty_of(i) * S(2);
  return hessian;
}

template <numeric::Scalar S>
Matrix<S> UnequalLoss<S>::tangents(const Vector<S>& x) const {
  const Autoencoder<S> w = unpack(x, penalties_.size());
  Matrix<S> t(x.size(), static_cast<Index>(commutant_.size()));
  Index column = 0;
  for (const Matrix<S>& rotation : commutant_) {
    t.col(column++) =
        pack(Autoencoder<S>{numeric::product(w.W1, Matrix<S>(-rotation)), numeric::product(rotation, w.W2)});
  }
  return t;
}

}  // namespace laecert::problem
