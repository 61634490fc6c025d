// What is often believed of the algorithms and is false: that regularized Oja's rule descends the tied loss, and that
// tied weights are near a critical point.

#include <algorithm>
#include <array>

#include "checks/lae/algorithm_statements.hpp"
#include "checks/lae/tied_point.hpp"
#include "checks/lae/witness.hpp"
#include "problem/families/tied/loss.hpp"

namespace laecert::checks {
namespace {

using problem::Autoencoder;
using problem::Instance;

Instance with_two_variables(const Rational& first, const Rational& second, const Rational& lambda) {
  return Instance::from_spectrum(
      Vector<Rational>{{first, second}},
      {.name = "S = diag(" + first.str() + ", " + second.str() + ")", .k = 1, .lambda = lambda});
}

Vector<Rational> update(const Instance& instance, const Vector<Rational>& w) {
  return TiedPoint<Rational>{instance.gram(), w, instance.lambda()}.oja();
}

// The derivative of the update along v: it is a cubic in t at w + t v, so four of its values give it exactly.
Vector<Rational> derivative(const Instance& instance, const Vector<Rational>& w, const Vector<Rational>& v) {
  const auto odd_part = [&](const Rational& t) -> Vector<Rational> {
    return update(instance, w + t * v) - update(instance, w - t * v);
  };
  return (8 * odd_part(1) - odd_part(2)) / 12;
}

// The Jacobian of a gradient is symmetric, also of a multiple; that of the update is not, so it is the gradient of no
// function at all. Beside that, the tied gradient at the same weights is no multiple of it.
Finding update_is_no_gradient() {
  const Instance instance = with_two_variables(4, 1, 1);
  const Vector<Rational> w{{Rational(1), Rational(1)}}, e1{{Rational(1), Rational(0)}}, e2{{Rational(0), Rational(1)}};
  const bool is_symmetric = derivative(instance, w, e2)(0) == derivative(instance, w, e1)(1);
  const Vector<Rational> o = update(instance, w);
  const Vector<Rational> gradient = problem::TiedProblem(instance).over<Rational>({}).gradient(w);  // k = 1
  const bool is_multiple = o(0) * gradient(1) == o(1) * gradient(0);
  return refuted_by(
      !is_symmetric && !is_multiple,
      "S = diag(4,1), lambda = 1, W = (1,1)^T: Jacobian entries 2 and 8; update (2,5), tied gradient (14,14)");
}

Vector<Rational> tied(const Vector<Rational>& w) {
  return problem::pack(Autoencoder<Rational>{w.transpose(), Matrix<Rational>(w)});
}

// S = diag(25/9, 25/16), lambda = 1, k = 1: by T5 the critical points have W1 = W2^T = w with w = 0, +-(4/5, 0) or
// +-(0, 3/5). (2/5, 3/10) is the centre of the rectangle 0, (4/5, 0), (0, 3/5).
Finding tied_weights_between_critical_points() {
  const Instance instance = with_two_variables(Rational(25, 9), Rational(25, 16), 1);
  const std::array<Vector<Rational>, 5> listed{
      Vector<Rational>{{Rational(0), Rational(0)}}, Vector<Rational>{{Rational(4, 5), Rational(0)}},
      Vector<Rational>{{Rational(-4, 5), Rational(0)}}, Vector<Rational>{{Rational(0), Rational(3, 5)}},
      Vector<Rational>{{Rational(0), Rational(-3, 5)}}};
  const Vector<Rational> x = tied(Vector<Rational>{{Rational(2, 5), Rational(3, 10)}});
  const auto as_witness = [&](const Vector<Rational>& at) {
    return Witness{instance, problem::Regularization::sum, problem::unpack(at, 1)};
  };
  const bool far_from_all = std::all_of(listed.begin(), listed.end(), [&](const Vector<Rational>& w) {
    const Vector<Rational> difference = x - tied(w);
    return is_critical(as_witness(tied(w))) && difference.dot(difference) >= Rational(1, 2);
  });
  const Autoencoder<Rational> weights = problem::unpack(x, 1);
  const bool no_gap = weights.W1 == weights.W2.transpose();
  return refuted_by(
      decide_identities(Loss::sum).list_is_complete() && far_from_all && no_gap && !is_critical(as_witness(x)),
      "S = diag(25/9,25/16), lambda = k = 1: W1 = W2^T = (2/5,3/10), gap 0: critical points sqrt(1/2) away or more");
}

}  // namespace

KnownFalse oja_gradient() {
  return known_false({"oja.gradient", "regularized Oja is the gradient of the tied loss, up to a constant factor",
                      "[K19, algorithms.py]; section 7",
                      "the exact Jacobian of the update at rational weights, which is not symmetric, and the exact "
                      "gradient of the tied loss there"},
                     update_is_no_gradient);
}

KnownFalse stop_transpose_gap() {
  KnownFalse statement =
      known_false({"stop.transpose-gap", "W1 = W2^T to within eps implies that a critical point of `sum` is near",
                   "[K19, algorithms.py]; section 7",
                   "rational weights with W1 = W2^T, a gap of 0 for every eps, and their exact distance from each "
                   "critical point of an instance whose critical points are all rational"},
                  tied_weights_between_critical_points);
  statement.info.lemmas = completeness_lemmas(Loss::sum);
  statement.info.not_proved = "that there are no other critical points rests on sum.only-critical-points";
  return statement;
}

}  // namespace laecert::checks
