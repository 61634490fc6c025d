#include "checks/ppca/statements.hpp"
#include "families/lae/identity_twins.hpp"
#include "numeric/decimal.hpp"
#include "theory/ppca/identities.hpp"

namespace laecert::checks {
namespace {

// For one i in I: t = s_i/n, and how far the level c of the certified weights of the marginal posterior lies below t.
struct Shrinkage {
  Ball t, gap;
};

// gap = t - v - |W^T u_i|^2.
Shrinkage shrinkage(const PpcaContext& context, const Matrix<Ball>& weights, Index i, const Ball& radius) {
  const theory::Spectrum& spectrum = *context.sum.spectrum;
  const Ball t = spectrum.values[static_cast<std::size_t>(i)] / Ball(context.samples());
  Ball gap = t - Ball(context.noise_variance(), spectrum.precision);
  for (Index a = 0; a < weights.cols(); ++a) {
    Ball entry(0);
    for (Index row = 0; row < weights.rows(); ++row) {
      entry += weights(row, a) * spectrum.vectors(row, i).widened(radius);
    }
    gap -= sqr(entry);
  }
  return {t, gap};
}

// One for each i in I; nothing where the weights are not certified, or an eigenvector is not enclosed.
std::vector<Shrinkage> shrinkages(const PpcaContext& context, const PpcaRecord& record) {
  std::vector<Shrinkage> all;
  if (!record.marginal) return all;
  const Matrix<Ball> weights = problem::unpack_weights(record.marginal->point, context.sum.instance.k());
  all.reserve(record.sum.manifold.index_set.size());
  for (const Index i : record.sum.manifold.index_set) {
    const std::optional<Ball>& radius = context.sum.spectrum->vector_radii[static_cast<std::size_t>(i - 1)];
    if (!radius) return {};
    all.push_back(shrinkage(context, weights, i - 1, *radius));
  }
  return all;
}

// alpha t^2.
Ball first_order(const PpcaContext& context, const Ball& t) {
  return Ball(context.models->marginal.prior_weight(), t.precision()) * sqr(t);
}

std::optional<std::string> limit_contradiction(const PpcaContext& context, const PpcaRecord& record) {
  for (const Shrinkage& one : shrinkages(context, record)) {
    const bool below = numeric::certainly(is_negative(one.gap));
    if (below || numeric::certainly(is_less(first_order(context, one.t), one.gap))) {
      return "s_i/n - c_i = " + numeric::print_enclosed(one.gap, 12) + " at the certified weights";
    }
  }
  return {};
}

std::string margin_text(const PpcaContext& context) {
  Ball largest(0);
  for (const PpcaRecord& record : context.records) {
    for (const Shrinkage& one : shrinkages(context, record)) {
      if (one.gap.is_finite()) largest = larger(largest, one.gap.upper_end());
    }
  }
  if (largest.contains(Rational(0))) return {};
  return "alpha = " + context.models->marginal.prior_weight().str() + ": s_i/n - c_i " + numeric::print_below(largest);
}

Finding posterior_tends_to_likelihood(const PpcaContext& context) {
  const bool holds = all_hold(theory::ppca_stationary_identities());
  Finding finding = by_lemmas(context, holds, {"T22", "T25"},
                              [&](const PpcaRecord& record) { return limit_contradiction(context, record); });
  if (!blocked(context)) finding.margin = margin_text(context);
  return finding;
}

// s_i/n - c_i <= alpha^2 (s_i/n)^3 for every i in I.
Decision decide_second_order(const PpcaContext& context, const PpcaRecord& record) {
  if (record.sum.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "no level"};
  if (!record.marginal) return {.reason = record.marginal.reason().text};
  const std::vector<Shrinkage> all = shrinkages(context, record);
  if (all.empty()) return {.verdict = Verdict::inapplicable, .reason = "a repeated eigenvalue in I"};
  for (const Shrinkage& one : all) {
    const Ball first = first_order(context, one.t);
    if (numeric::certainly(is_less(first * first / one.t, one.gap)))
      return {.verdict = Verdict::refuted, .reason = "s_i/n - c_i = " + numeric::print_enclosed(one.gap, 12)};
  }
  return {.reason = "no level is proved to lie further away"};
}

Finding posterior_tends_in_second_order(const PpcaContext& context) {
  return over_manifolds(context, {"certified weights C2"},
                        [&](const PpcaRecord& record) { return decide_second_order(context, record); });
}

}  // namespace

PpcaStatement ppca_marginal_limit() {
  return {.info = {.id = "ppca.marginal-limit",
                   .proposition = "as the prior widens, the weights of the marginal posterior tend to those of the "
                                  "likelihood: 0 <= s_i/n - c_i <= alpha (s_i/n)^2",
                   .hypotheses = ppca_hypotheses,
                   .source = "derived, section 6, P4",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"T22", "T25"},
                   .method = "identity ppca.stationary with alpha c^2 + c = s_i/n; the certified weights of one "
                             "posterior of the instance, on at most 20 manifolds, would refute the rate",
                   .not_proved = "the step from the equation to the rate is human reasoning (T25); " + ppca_not_proved},
          .decide = posterior_tends_to_likelihood,
          .controls = {{.id = "ppca.marginal-limit/second-order",
                        .text = "s_i/n - c_i <= alpha^2 (s_i/n)^3",
                        .decide = posterior_tends_in_second_order,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
