#include "checks/lae/algorithm_statements.hpp"
#include "families/lae/identity_twins.hpp"
#include "theory/lae/algorithm_identities.hpp"

namespace laecert::checks {
namespace {

using problem::Autoencoder;

Finding half_steps_descend(const LaeContext& context) {
  return by_lemmas(context, Needs::positive_lambda, all_hold(theory::half_step_identities()), {"T18"},
                   no_contradiction);
}

// S = diag(4, 1), lambda = 1, k = 1, W2 = (1, 1)^T.
problem::Instance two_variables() {
  const Vector<Rational> s{{Rational(4), Rational(1)}};
  return problem::Instance::from_spectrum(s, {.name = "S = diag(4, 1)", .k = 1, .lambda = 1});
}

Vector<Rational> with_encoder(const Rational& first, const Rational& second) {
  const Matrix<Rational> W1{{first, second}}, W2{{Rational(1)}, {Rational(1)}};
  return problem::pack(Autoencoder<Rational>{W1, W2});
}

// From the minimizing encoder (4/9, 1/3) the encoder of exact-sync, (W2^T S W2 + lambda)^-1 W2^T S = (2/3, 1/6), is a
// step upwards.
Finding synchronized_step_descends(const LaeContext&) {
  const problem::LaeProblem problem(two_variables(), problem::Regularization::sum);
  const problem::LaeLoss<Rational> loss = problem.over<Rational>({});
  const Vector<Rational> best = with_encoder(Rational(4, 9), Rational(1, 3));
  const Vector<Rational> synchronized = with_encoder(Rational(2, 3), Rational(1, 6));
  const Vector<Rational> gradient = loss.gradient(best);
  const bool is_best = gradient(0) == 0 && gradient(1) == 0;  // the first two unknowns are W1
  return refuted_by(is_best && loss.value(synchronized) > loss.value(best),
                    "S = diag(4,1), lambda = 1, W2 = (1,1)^T: from W1 = (4/9, 1/3) to (2/3, 1/6) the loss grows");
}

Finding twins(const LaeContext&) { return decide_twins({}, theory::half_step_identities()); }

}  // namespace

LaeStatement exact_monotone() {
  return {.info = {.id = "exact.monotone",
                   .proposition = "no exact half step of W1 or W2 increases the loss `sum`",
                   .hypotheses = "lambda > 0",
                   .source = "[K19, algorithms.py]; completed square, section 7",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T18"},
                   .method = "identities step.decoder and step.encoder between traces, in the free algebra",
                   .not_proved = "that the square is not negative is human reasoning (T18)"},
          .decide = half_steps_descend,
          .controls = {{.id = "exact.monotone/exact-sync",
                        .text = "the encoder step of exact-sync",
                        .decide = synchronized_step_descends,
                        .indistinguishable = {}},
                       {.id = "exact.monotone/half-square",
                        .text = "the completed square with its mixed term once",
                        .decide = twins,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
