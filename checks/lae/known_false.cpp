#include "checks/lae/known_false.hpp"

#include "checks/lae/witness.hpp"
#include "numeric/inertia.hpp"
#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

using claims::Finding;
using problem::Autoencoder;
using problem::Index;
using problem::Instance;
using problem::Matrix;
using problem::Rational;
using problem::Regularization;
using problem::Vector;

Instance diagonal(const Rational& first, const Rational& second, Index k, const Rational& lambda) {
  const Vector<Rational> s{{first, second}};
  return Instance::from_spectrum(
      s, {.name = "S = diag(" + first.str() + ", " + second.str() + ")", .k = k, .lambda = lambda});
}

Matrix<Rational> rows(std::initializer_list<std::initializer_list<Rational>> entries) {
  const auto height = static_cast<Index>(entries.size()), width = static_cast<Index>(entries.begin()->size());
  Matrix<Rational> result(height, width);
  Index i = 0;
  for (const auto& row : entries) {
    Index j = 0;
    for (const Rational& entry : row) result(i, j++) = entry;
    ++i;
  }
  return result;
}

bool is_symmetric(const Matrix<Rational>& a) { return a == a.transpose(); }

// The four equations of Penrose, exactly: they have one solution.
bool is_pseudoinverse(const Matrix<Rational>& x, const Matrix<Rational>& of) {
  const Matrix<Rational> left = numeric::product(x, of), right = numeric::product(of, x);
  return numeric::product(right, of) == of && numeric::product(left, x) == x && is_symmetric(left) &&
         is_symmetric(right);
}

Matrix<Rational> map_of(const Witness& witness) { return numeric::product(witness.point.W2, witness.point.W1); }

// S = diag(4, 1), k = 2: critical on I = {1}, F = [1, 0] and G = [1; 1/2].
Finding other_left_inverse() {
  const Witness witness{
      diagonal(4, 1, 2, 0), Regularization::none, {rows({{1, 0}, {Rational(1, 2), 0}}), rows({{1, 0}, {0, 0}})}};
  const Matrix<Rational> pinv = rows({{1, 0}, {0, 0}});
  return refuted_by(is_critical(witness) && is_pseudoinverse(pinv, witness.point.W2) && witness.point.W1 != pinv,
                    "S = diag(4,1), k = 2: (W1 - pinv W2)_21 = 1/2");
}

// S = diag(4, 1), lambda = 1, k = 1: the encoder is shrunken by 4/5.
Finding shrunken_encoder() {
  const Witness witness{diagonal(4, 1, 1, 1), Regularization::product, {rows({{Rational(4, 5), 0}}), rows({{1}, {0}})}};
  const Matrix<Rational> pinv = rows({{1, 0}});
  return refuted_by(is_critical(witness) && is_pseudoinverse(pinv, witness.point.W2) && witness.point.W1 != pinv,
                    "S = diag(4,1), lambda = 1, k = 1: (W1 - pinv W2)_1 = -1/5");
}

// W2 = [[1, 1], [0, 1]] and its inverse: W2 W2^T = [[2, 1], [1, 1]] has no eigenvector among the axes.
Finding sheared_decoder() {
  const Witness witness{diagonal(4, 1, 2, 0), Regularization::none, {rows({{1, -1}, {0, 1}}), rows({{1, 1}, {0, 1}})}};
  const Matrix<Rational> w2t = witness.point.W2.transpose();
  const Matrix<Rational> p = numeric::product(witness.point.W2, w2t);
  const Matrix<Rational>& s = witness.instance.gram();
  // Singular vectors on the axes, the eigenvectors of S, would make W2 W2^T diagonal.
  return refuted_by(is_critical(witness) && numeric::product(p, s) != numeric::product(s, p),
                    "S = diag(4,1), k = 2, W2 = [[1,1],[0,1]]: (W2 W2^T)_12 = 1");
}

// S = diag(25/9, 1/4), lambda = 1, k = 1: d = sqrt(1 - 9/25) = 4/5 on u_1, and lambda / (1 - d^2) = 25/9.
Finding named_eigenvalue() {
  const Rational d(4, 5), named(5, 3);  // sqrt(lambda / (1 - d^2))
  const Witness witness{
      diagonal(Rational(25, 9), Rational(1, 4), 1, 1), Regularization::sum, {rows({{d, 0}}), rows({{d}, {0}})}};
  const bool is_the_root = named * named * (1 - d * d) == witness.instance.lambda();
  const Matrix<Rational>& s = witness.instance.gram();
  const Rational characteristic = (s(0, 0) - named) * (s(1, 1) - named);
  return refuted_by(is_critical(witness) && is_the_root && characteristic != 0,
                    "S = diag(25/9, 1/4), lambda = 1: d = 4/5 gives 5/3, which is sigma_1, not an eigenvalue of S");
}

// X = (2, 0)^T, so S = diag(4, 0): nothing holds the encoder on the null direction.
Finding encoder_on_null_direction() {
  const Witness witness{diagonal(4, 0, 1, 0), Regularization::none, {rows({{1, Rational(7, 10)}}), rows({{1}, {0}})}};
  return refuted_by(is_critical(witness) && !is_symmetric(map_of(witness)),
                    "X = (2,0)^T, k = 1: W1 = (1,7/10), W2 = (1,0)^T is critical, (W2 W1)_12 = 7/10");
}

// W2 = 0 with W1 = (0, 3): in the list W2 W1 = 0 would need a zero W1, or a left inverse F with W2 = U_I F, not zero.
Finding encoder_without_decoder() {
  const Witness witness{diagonal(4, 0, 1, 1), Regularization::product, {rows({{0, 3}}), rows({{0}, {0}})}};
  const bool is_listed = witness.point.W2 != rows({{0}, {0}}) || witness.point.W1 == rows({{0, 0}});
  return refuted_by(is_critical(witness) && !is_listed,
                    "X = (2,0)^T, lambda = 1, k = 1: W1 = (0,3), W2 = 0 is critical and in no manifold");
}

// S = diag(4, 1), k = 2, I = {1}.
Finding more_flat_directions() {
  const Witness witness{diagonal(4, 1, 2, 0), Regularization::none, {rows({{1, 0}, {0, 0}}), rows({{1, 0}, {0, 0}})}};
  const problem::LaeProblem problem(witness.instance, witness.regularization);
  const Index nullity = numeric::exact_inertia(problem.over<Rational>({}).hessian(problem::pack(witness.point))).zero;
  return refuted_by(is_critical(witness) && nullity == 3,
                    "S = diag(4,1), k = 2, I = {1}: nullity 3 = 2kl - l^2, and kl = 2");
}

}  // namespace

KnownFalse none_pseudoinverse() {
  return known_false({"none.pseudoinverse", "W1 = pinv(W2) at every critical point", "[K19] v1 erratum",
                      "an exact critical point and the pseudoinverse by Penrose's equations"},
                     other_left_inverse);
}

KnownFalse product_pseudoinverse() {
  return known_false({"product.pseudoinverse", "W1 = pinv(W2) at every critical point", "[K19] v1 erratum",
                      "an exact critical point and the pseudoinverse by Penrose's equations"},
                     shrunken_encoder);
}

KnownFalse none_directions() {
  return known_false({"none.directions", "the decoder's left singular vectors are principal directions", "[P18] v1",
                      "an exact critical point whose W2 W2^T does not commute with S"},
                     sheared_decoder);
}

KnownFalse sum_eigenvalue_name() {
  return known_false({"sum.eigenvalue-name", "sqrt(lambda/(1-d^2)) are eigenvalues of S", "[K19, README]",
                      "an exact critical point at which the named number is no eigenvalue"},
                     named_eigenvalue);
}

KnownFalse none_rank_deficient_data() {
  return known_false({"none.rank-deficient-data", "the list of section 2 is complete with n < m", "[K19]",
                      "an exact critical point whose W2 W1 is not symmetric"},
                     encoder_on_null_direction);
}

KnownFalse product_rank_deficient_data() {
  return known_false({"product.rank-deficient-data", "the list of section 2 is complete with n < m", "[K19]",
                      "an exact critical point with W2 = 0 and W1 not zero"},
                     encoder_without_decoder);
}

KnownFalse none_flat_directions() {
  return known_false({"none.flat-directions", "the nullity is kl for 0 < l < k", "derived",
                      "the exact inertia of the Hessian at an exact critical point"},
                     more_flat_directions);
}

}  // namespace laecert::checks
