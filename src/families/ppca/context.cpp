#include "families/ppca/context.hpp"

#include <utility>

#include "certify/certify.hpp"
#include "families/archived_points.hpp"
#include "families/lae/membership.hpp"
#include "numeric/positive_definite.hpp"
#include "numeric/product.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::claims {

template <>
struct Fields<checks::PpcaRecord> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.sum, x.likelihood, x.marginal);
  }
};

}  // namespace laecert::claims

namespace laecert::checks {
namespace {

template <numeric::Scalar S>
problem::Autoencoder<S> posterior_mean_over(const Matrix<S>& weights, const S& noise_variance) {
  const Matrix<S> transposed = weights.transpose();
  Matrix<S> latent = numeric::product(transposed, weights);
  for (Index a = 0; a < latent.rows(); ++a) latent(a, a) += noise_variance;
  return {numeric::product(numeric::inverse_of_positive_definite(latent), transposed), weights};
}

// The largest power of two that is at most the bound. Requires: bound > 0.
Rational power_of_two_below(const Rational& bound) {
  Rational power(1);
  while (power > bound) power /= 2;
  while (2 * power <= bound) power *= 2;
  return power;
}

// alpha <= n/(16 tr S), so that alpha s_i/n <= 1/16, and alpha <= (s_q - n v)/(2 n v^2), so that s_q/n > v + alpha v^2.
Rational small_prior_weight(const LaeContext& sum, long samples, const Rational& v) {
  const theory::Spectrum& spectrum = *sum.spectrum;
  if (!(spectrum.trace > 0)) return 1;
  Rational bound = samples / (16 * spectrum.trace);
  if (spectrum.lambda_gap) {
    const Rational gap = spectrum.lambda_gap->lower_end().exact_midpoint();
    const Rational of_gap = gap / (2 * samples * v * v);
    if (of_gap > 0 && of_gap < bound) bound = of_gap;
  }
  return power_of_two_below(bound);
}

PpcaModels models_of(const LaeContext& sum) {
  const problem::Instance& instance = sum.instance;
  const long samples = *instance.setting().samples;
  const Rational v = *problem::noise_variance(instance);
  const Rational alpha = small_prior_weight(sum, samples, v);
  return {problem::ppca_likelihood(instance), problem::ppca_marginal_posterior(instance, 1 / (samples * alpha))};
}

Outcome<certify::CertifiedPoint> certify_weights(const PpcaContext& context, const WeightsProblem& problem,
                                                 const theory::Manifold& manifold) {
  const theory::PredictedWeights predicted = theory::predict_weights(
      manifold, *context.sum.spectrum, model_of(context, problem), theory::canonical_frame(problem.k(), manifold.rank));
  certify::CertifyOptions options;
  options.digits = context.sum.effort.digits;
  options.max_digits = context.sum.effort.max_digits;
  certify::ProblemEvaluator<WeightsProblem> evaluator(problem);
  return certify_on(
             manifold, problem::pack_weights(predicted.W), evaluator,
             [&](const theory::Manifold& on, const Vector<Ball>& weights) {
               return prove_ranks(context.sum, on, enclose_weight_loads(context, problem, weights));
             },
             options)
      .certified;
}

// The lemma on the marginal posterior speaks of every I; it is held against this many.
constexpr std::size_t most_marginal_points = 20;

// Whether `place` of `count` is one of at most that many, evenly spread, the last among them.
bool has_marginal_point(std::size_t place, std::size_t count) {
  const std::size_t stride = (count + most_marginal_points - 1) / most_marginal_points;
  return (count - 1 - place) % stride == 0;
}

PpcaRecord record_of(const PpcaContext& context, const ManifoldRecord& sum, bool with_marginal) {
  const std::optional<Reason> too_large = dense_route_too_large(context.sum.problem);
  if (too_large) return {sum, *too_large, *too_large};
  const Outcome<certify::CertifiedPoint> left_out = Reason{"not certified at this I", Reason::Kind::inapplicable};
  return {sum, certify_weights(context, context.models->likelihood, sum.manifold),
          with_marginal ? certify_weights(context, context.models->marginal, sum.manifold) : left_out};
}

// How many manifolds have l = k.
Integer full_rank_count(const LaeContext& sum) {
  if (sum.profile.largest_rank() < sum.instance.k()) return 0;
  return theory::predict_counts_by_rank(sum.profile).back();
}

ManifoldRecord certify_sum(const LaeContext& sum, const theory::Manifold& manifold) {
  if (const std::optional<Reason> too_large = dense_route_too_large(sum.problem)) return {manifold, {}, *too_large};
  certify::CertifyOptions options;
  options.digits = sum.effort.digits;
  options.max_digits = sum.effort.max_digits;
  return certify_manifold(sum, manifold, theory::canonical_frame(sum.instance.k(), manifold.rank), options);
}

// The manifolds of a wall that are listed: all, or where there are many those with l = k, or a sample.
std::vector<theory::Manifold> manifolds_on_wall(const LaeContext& sum) {
  constexpr Index largest_list = 1000;
  if (sum.effort.manifolds.kind == Selection::Kind::none) return {};
  if (sum.manifold_count <= largest_list) return theory::predict_manifolds(sum.profile);
  if (full_rank_count(sum) == 1) return {theory::predict_global_minimum(sum.profile)};
  return theory::sample_manifolds(sum.profile, sum.effort.manifolds.count, sum.effort.seed);
}

// The context of `sum` on a wall, with what is true of l = k there.
PpcaContext on_wall(PpcaContext context, const claims::MapOptions& map) {
  LaeContext& sum = context.sum;
  sum.inapplicable = {};
  sum.records.clear();
  sum.profile = theory::profile_of(*sum.spectrum, sum.instance.k(), theory::Loss::sum);
  sum.predicted = predicted_list(sum.profile, sum.theory);
  sum.manifold_count = sum.predicted.count;
  std::vector<theory::Manifold> of_full_rank;
  for (const theory::Manifold& manifold : manifolds_on_wall(sum)) {
    (manifold.rank < sum.instance.k() ? context.below_wall : of_full_rank).push_back(manifold);
  }
  const std::vector<std::optional<ManifoldRecord>> records = claims::parallel_map(
      of_full_rank.size(), sum.effort.jobs, [&](std::size_t i) { return certify_sum(sum, of_full_rank[i]); }, map);
  for (const std::optional<ManifoldRecord>& record : records) {
    if (record) sum.records.push_back(*record);
  }
  sum.interrupted = sum.interrupted || sum.records.size() < of_full_rank.size();
  // Nothing that could be decided is left out where all with l = k are among them.
  sum.sampled = Integer(static_cast<long>(sum.records.size())) != full_rank_count(sum);
  return context;
}

PpcaContext with_hypotheses(PpcaContext context, const claims::MapOptions& map) {
  const problem::Instance& instance = context.sum.instance;
  if (!instance.setting().samples) {
    context.inapplicable = "the number n of samples is not known (--samples)";
  } else if (!(instance.lambda() > 0)) {
    context.inapplicable = "v = lambda/n = 0";
  } else if (context.sum.undecided) {
    context.undecided = context.sum.undecided;
  } else if (context.on_wall()) {
    return on_wall(std::move(context), map);
  } else {
    context.inapplicable = context.sum.inapplicable;
  }
  return context;
}

}  // namespace

theory::PpcaModel model_of(const PpcaContext& context, const WeightsProblem& problem) {
  return {.samples = context.samples(), .prior_weight = problem.prior_weight()};
}

Ball enclose_weight_factor(const PpcaContext& context, const WeightsProblem& problem, const Ball& s) {
  const Ball v(problem.noise_variance(), context.sum.spectrum->precision);
  return Ball(1) - v / theory::predict_level(s / Ball(context.samples()), problem.prior_weight());
}

Vector<Ball> enclose_posterior_mean(const PpcaContext& context, const WeightsProblem& problem,
                                    const Vector<Ball>& weights) {
  const Ball v(problem.noise_variance(), context.sum.spectrum->precision);
  return problem::pack(posterior_mean(problem::unpack_weights(weights, problem.k()), v));
}

std::optional<std::vector<GroupLoad>> enclose_weight_loads(const PpcaContext& context, const WeightsProblem& problem,
                                                           const Vector<Ball>& weights) {
  return enclose_group_loads(context.sum, enclose_posterior_mean(context, problem, weights),
                             [&](const Ball& s) { return enclose_weight_factor(context, problem, s); });
}

PpcaRecord certify_record(const PpcaContext& context, const theory::Manifold& manifold) {
  return record_of(context, certify_sum(context.sum, manifold), false);
}

bool PpcaContext::sets_aside(const theory::Manifold& manifold) const {
  return on_wall() && manifold.rank < sum.instance.k();
}

bool PpcaContext::is_exact_instance() const {
  return sum.is_exact_instance() && models && theory::exact_square_root(noise_variance()).has_value();
}

PpcaContext make_ppca_context(const LaeContext& sum, const claims::MapOptions& map, LambdaPlace place) {
  PpcaContext context = with_hypotheses({.sum = sum, .beside_wall = place == LambdaPlace::beside_wall}, map);
  context.sum.by_blocks.reset();
  const std::vector<ManifoldRecord> manifolds = std::exchange(context.sum.records, {});
  context.interrupted = context.sum.interrupted;
  if (context.inapplicable || context.undecided) return context;
  context.models = models_of(context.sum);

  claims::MapOptions kept = map;
  kept.journal = journal_of(map.journal, place == LambdaPlace::noise ? "ppca" : "ppca beside", context.sum);
  const PpcaRecord blank{.sum = blank_record(), .likelihood = Reason{}, .marginal = Reason{}};
  const std::vector<std::optional<PpcaRecord>> records = claims::parallel_map(
      manifolds.size(), sum.effort.jobs,
      [&](std::size_t i) {
        return journaled(kept, i, manifolds[i].manifold, blank,
                         [&] { return record_of(context, manifolds[i], has_marginal_point(i, manifolds.size())); });
      },
      map);
  for (const std::optional<PpcaRecord>& record : records) {
    if (record) context.records.push_back(*record);
  }
  if (context.records.size() < manifolds.size()) context.interrupted = context.sum.sampled = true;
  return context;
}

problem::Autoencoder<Ball> posterior_mean(const Matrix<Ball>& weights, const Ball& noise_variance) {
  return posterior_mean_over(weights, noise_variance);
}

problem::Autoencoder<Rational> posterior_mean(const Matrix<Rational>& weights, const Rational& noise_variance) {
  return posterior_mean_over(weights, noise_variance);
}

}  // namespace laecert::checks
