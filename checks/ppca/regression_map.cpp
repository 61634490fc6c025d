#include "checks/ppca/statements.hpp"
#include "families/lae/identity_twins.hpp"
#include "numeric/product.hpp"
#include "theory/ppca/identities.hpp"

namespace laecert::checks {
namespace {

// W1 = [1 0] (k x m), W2 = W1^T/2.
problem::Autoencoder<Rational> test_point(const PpcaContext& context) {
  const Index m = context.sum.instance.m(), k = context.sum.instance.k();
  return {Matrix<Rational>::Identity(k, m), Rational(1, 2) * Matrix<Rational>::Identity(m, k)};
}

Rational squared_norm(const Matrix<Rational>& a) {
  Rational sum(0);
  for (const Rational& entry : a.reshaped()) sum += entry * entry;
  return sum;
}

// -2v times the log posterior of the regression of X on X, less the constant: noise N(0, v), prior N(0, tau^2).
Rational regression_energy(const PpcaContext& context, const problem::Autoencoder<Rational>& w,
                           const Rational& prior_variance) {
  const Matrix<Rational>& gram = context.sum.instance.gram();
  const Matrix<Rational> rest = Matrix<Rational>::Identity(gram.rows(), gram.cols()) - numeric::product(w.W2, w.W1);
  const Matrix<Rational> spread = numeric::product(rest, gram);
  const Rational misfit = numeric::product(spread, Matrix<Rational>(rest.transpose())).trace();
  return misfit + context.noise_variance() / prior_variance * (squared_norm(w.W1) + squared_norm(w.W2));
}

// The energy less `sum` is the same at the test point as at zero, where both are tr S.
bool agrees_with_sum(const PpcaContext& context, const Rational& prior_variance) {
  const problem::Autoencoder<Rational> w = test_point(context);
  const Rational of_sum = context.sum.problem.over<Rational>({}).value(problem::pack(w));
  return regression_energy(context, w, prior_variance) == of_sum;
}

// The identity for all sizes; the energy at a point of this instance beside it.
Finding regression_is_sum(const PpcaContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  Finding finding;
  finding.by = {"T26"};
  finding.universal = true;
  const bool holds = theory::holds(theory::ppca_regression_identity());
  finding.cases.push_back({"all", decide_equal(holds, Verdict::exact, "an identity of the proof is false")});
  if (!agrees_with_sum(context, context.noise_variance() / context.sum.instance.lambda())) {
    finding.cases.push_back({"at a point", {.verdict = Verdict::refuted, .reason = "the two energies differ"}});
  }
  return finding;
}

// The prior variance lambda/v.
Finding inverted_prior_is_sum(const PpcaContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  Finding finding;
  finding.by = {"exact evaluation"};
  const Rational inverted = context.sum.instance.lambda() / context.noise_variance();
  finding.cases.push_back({"at a point", decide_equal(agrees_with_sum(context, inverted), Verdict::exact,
                                                      "the two energies differ by more than a constant")});
  return finding;
}

}  // namespace

PpcaStatement ppca_regression_map() {
  return {
      .info = {.id = "ppca.regression-map",
               .proposition = "-2v log posterior of the regression of x on itself, noise N(0, v), entries of W1, W2 ~ "
                              "N(0, v/lambda), is `sum` plus a constant",
               .hypotheses = ppca_hypotheses,
               .source = "derived, section 6, P5",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"T26"},
               .method = "identity ppca.regression between traces in the free algebra; the two at a rational point of "
                         "the instance",
               .not_proved = "nothing"},
      .decide = regression_is_sum,
      // lambda/v = n and v/lambda = 1/n.
      .controls = {{.id = "ppca.regression-map/inverted",
                    .text = "prior variance lambda/v",
                    .decide = inverted_prior_is_sum,
                    .indistinguishable = has_one_sample}}};
}

}  // namespace laecert::checks
