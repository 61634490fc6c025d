#include "checks/ppca/statements.hpp"
#include "families/lae/identity_twins.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"
#include "theory/ppca/identities.hpp"

namespace laecert::checks {
namespace {

template <numeric::Scalar S>
Matrix<S> map_of(const problem::Autoencoder<S>& w) {
  return numeric::product(w.W2, w.W1);
}

// W M^-1 W^T at the certified weights.
Matrix<Ball> enclose_posterior_map(const PpcaContext& context, const PpcaRecord& record) {
  const Ball v(context.noise_variance(), context.sum.spectrum->precision);
  return map_of(posterior_mean(weights_of(record, context.sum.instance.k()), v));
}

std::optional<std::string> operator_contradiction(const PpcaContext& context, const PpcaRecord& record) {
  if (!comparable(context, record)) return {};
  if (is_exact(record)) {
    const Matrix<Rational> weights = exact_weights_of(record, context.sum.instance.k());
    const Matrix<Rational> map = map_of(posterior_mean(weights, context.noise_variance()));
    if (map == map_of(exact_autoencoder(context.sum, record.sum))) return {};
    return "W M^-1 W^T differs from W2 W1 at the rational points";
  }
  const Matrix<Ball> of_sum = map_of(autoencoder(context.sum, *record.sum.certified));
  const Ball gap = enclose_norm(enclose_posterior_map(context, record) - of_sum);
  if (!numeric::certainly(is_positive(gap))) return {};
  return "W M^-1 W^T differs from W2 W1 by at least " + numeric::print_truncated(gap, 4);
}

Finding operators_are_equal(const PpcaContext& context) {
  return by_lemmas(context, all_hold(theory::ppca_operator_identities()), {"T22", "T24"},
                   [&](const PpcaRecord& record) { return operator_contradiction(context, record); });
}

// The map of `sum` with lambda = v, by its trace: the sum of 1 - v/s_i over I, of 1 - n v/s_i for the truth.
Finding operators_are_those_of_lambda_v(const PpcaContext& context) {
  return over_manifolds(context, {"certified point C2"}, [&](const PpcaRecord& record) -> Decision {
    if (record.sum.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "W2 W1 = 0"};
    const Ball v(context.noise_variance(), context.sum.spectrum->precision);
    Ball gap(0);
    for (const Index i : record.sum.manifold.index_set)
      gap += Ball(1) - v / context.sum.spectrum->values[static_cast<std::size_t>(i - 1)];
    const Matrix<Ball> map = enclose_posterior_map(context, record);
    for (Index i = 0; i < map.rows(); ++i) gap -= map(i, i);
    if (!numeric::certainly(is_positive(gap))) return {.reason = "the enclosures overlap"};
    return {.verdict = Verdict::refuted,
            .reason = "tr W M^-1 W^T is less by at least " + numeric::print_truncated(gap, 4)};
  });
}

}  // namespace

PpcaStatement ppca_operator() {
  return {.info = {.id = "ppca.operator",
                   .proposition = "the posterior mean maps x to W M^-1 W^T x = W2 W1 x of `sum` at the same I",
                   .hypotheses = ppca_hypotheses,
                   .source = "[K19]; derived, section 6",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T22", "T24"},
                   .method = "identities ppca.latent and ppca.operator in the free algebra; the certified points of "
                             "both objectives would refute it",
                   .not_proved = ppca_not_proved},
          .decide = operators_are_equal,
          .controls = {{.id = "ppca.operator/lambda-is-v",
                        .text = "`sum` with lambda = v in place of n v",
                        .decide = operators_are_those_of_lambda_v,
                        .indistinguishable = has_one_sample}}};
}

}  // namespace laecert::checks
