#include "checks/lae/statements.hpp"
#include "checks/lae/witness.hpp"
#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

// S = diag(25/9, 1/4), lambda = 1, k = 1: d = sqrt(1 - 9/25) = 4/5 on u_1, and lambda / (1 - d^2) = 25/9.
Witness shrunken_direction() {
  const Vector<Rational> s{{Rational(25, 9), Rational(1, 4)}};
  const Matrix<Rational> w2{{Rational(4, 5)}, {Rational(0)}};
  return {problem::Instance::from_spectrum(s, {.name = "S = diag(25/9, 1/4)", .k = 1, .lambda = 1}),
          problem::Regularization::sum,
          {w2.transpose(), w2}};
}

Finding named_eigenvalues(const SumContext&) {
  const Witness witness = shrunken_direction();
  const Rational d = witness.point.W2(0, 0);
  const Rational named(5, 3);  // sqrt(lambda / (1 - d^2))
  const bool is_the_root = named * named * (1 - d * d) == witness.instance.lambda();
  const Matrix<Rational>& s = witness.instance.gram();
  const Rational characteristic = (s(0, 0) - named) * (s(1, 1) - named);
  return refuted_by(is_critical(witness) && is_the_root && characteristic != 0,
                    "S = diag(25/9, 1/4), lambda = 1: d = 4/5 gives 5/3, which is sigma_1, not an eigenvalue of S");
}

}  // namespace

SumStatement sum_eigenvalue_name() {
  return {.info = {.id = "sum.eigenvalue-name",
                   .proposition = "sqrt(lambda/(1-d^2)) are eigenvalues of S",
                   .hypotheses = "own instance",
                   .source = "[K19, README]",
                   .expected = claims::Expected::refuted,
                   .floors = {Verdict::exact, Verdict::exact},
                   .method = "an exact critical point at which the named number is no eigenvalue",
                   .not_proved = "nothing",
                   .known_false = true},
          .decide = named_eigenvalues,
          .controls = {}};
}

}  // namespace laecert::checks
