#include "families/lae/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "certify/certify.hpp"
#include "families/lae/formulas.hpp"
#include "families/lae/identity_twins.hpp"
#include "families/lae/membership.hpp"
#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "theory/lae/identities.hpp"

namespace laecert::checks {

using problem::Instance;
using theory::Loss;

namespace {

using claims::Verdict;

std::string gap_text(const std::optional<Ball>& gap) {
  return gap ? "gap " + numeric::print_truncated(*gap, 4) : std::string();
}

// Exact where the numbers compared are rational, else by their enclosures.
Verdict worth(const theory::Spectrum& spectrum) { return spectrum.exact ? Verdict::exact : Verdict::enclosed; }

Hypothesis positive_lambda(const Instance& instance) {
  return {"lambda > 0", instance.lambda() > 0 ? Verdict::exact : Verdict::refuted, {}};
}

Hypothesis no_wall(const theory::Spectrum& spectrum) {
  if (spectrum.wall_multiplicity > 0) return {"lambda not an eigenvalue", Verdict::refuted, "equal, exactly"};
  return {"lambda not an eigenvalue", worth(spectrum), gap_text(spectrum.lambda_gap)};
}

Hypothesis distinct_above(const theory::Spectrum& spectrum) {
  if (!spectrum.distinct_above) return {"eigenvalues above lambda distinct", Verdict::refuted, "equal, exactly"};
  return {"eigenvalues above lambda distinct", worth(spectrum), gap_text(spectrum.separation)};
}

Hypothesis enough_variables(const Instance& instance) {
  return {"k <= m", instance.k() <= instance.m() ? Verdict::exact : Verdict::refuted, {}};
}

Hypothesis all_positive(const theory::Spectrum& spectrum) {
  if (spectrum.zero_multiplicity > 0) {
    return {"eigenvalues positive", Verdict::refuted,
            std::to_string(spectrum.zero_multiplicity) + " are zero, exactly"};
  }
  return {"eigenvalues positive", worth(spectrum), "least " + numeric::print_truncated(spectrum.values.back(), 4)};
}

bool all_distinct(const theory::Spectrum& spectrum) {
  return static_cast<Index>(spectrum.groups.size()) == spectrum.m();
}

Hypothesis distinct_all(const theory::Spectrum& spectrum) {
  if (!all_distinct(spectrum)) return {"eigenvalues distinct", Verdict::refuted, "equal, exactly"};
  return {"eigenvalues distinct", worth(spectrum), gap_text(spectrum.least_gap)};
}

// The hypotheses of docs/theory.md section 1 that need no spectrum, and what fails.
LaeContext with_plain_hypotheses(LaeContext context) {
  const Instance& instance = context.instance;
  if (context.loss != Loss::none) {
    context.hypotheses.push_back(positive_lambda(instance));
    if (instance.lambda() == 0) context.inapplicable = "lambda = 0";
  }
  if (context.loss != Loss::sum) {
    context.hypotheses.push_back(enough_variables(instance));
    if (instance.k() > instance.m()) {
      context.inapplicable = fmt::format("k = {} is above m = {}", instance.k(), instance.m());
    }
  }
  return context;
}

LaeContext with_spectrum_of_sum(LaeContext context) {
  context.hypotheses.push_back(no_wall(*context.spectrum));
  context.hypotheses.push_back(distinct_above(*context.spectrum));
  if (context.spectrum->wall_multiplicity > 0) {
    context.inapplicable = "lambda is an eigenvalue of S (a wall, where `sum` is not Morse-Bott)";
  }
  return context;
}

LaeContext with_full_spectrum(LaeContext context) {
  context.hypotheses.push_back(all_positive(*context.spectrum));
  context.hypotheses.push_back(distinct_all(*context.spectrum));
  if (!all_distinct(*context.spectrum)) context.inapplicable = "an eigenvalue of S repeats";
  if (const Index zeros = context.spectrum->zero_multiplicity; zeros > 0) {
    context.inapplicable =
        fmt::format("{} of the {} eigenvalues of S {} zero", zeros, context.spectrum->m(), zeros == 1 ? "is" : "are");
  }
  return context;
}

LaeContext with_hypotheses(LaeContext context, const Outcome<theory::Spectrum>& spectrum) {
  context = with_plain_hypotheses(std::move(context));
  if (context.inapplicable) return context;
  if (!spectrum) {
    context.undecided = spectrum.reason().text;
    return context;
  }
  context.spectrum = *spectrum;
  context =
      context.loss == Loss::sum ? with_spectrum_of_sum(std::move(context)) : with_full_spectrum(std::move(context));
  if (context.inapplicable) return context;
  context.profile = theory::profile_of(*spectrum, context.instance.k(), context.loss);
  context.predicted = predicted_list(context.profile, context.theory);
  context.manifold_count = context.predicted.count;
  return context;
}

ManifoldRecord make_record(const LaeContext& context, const theory::Manifold& manifold) {
  if (const std::optional<Reason> reason = dense_route_too_large(context.problem)) return {manifold, {}, *reason};
  certify::CertifyOptions options = certify_options(context);
  options.spectrum = context.loss == Loss::sum && !context.is_exact_instance();
  return certify_manifold(context, manifold, theory::canonical_frame(context.instance.k(), manifold.rank), options);
}

// All but the points.
LaeContext without_points(Loss loss, const Instance& instance, const Outcome<theory::Spectrum>& spectrum,
                          const Effort& effort, const ContextOptions& options) {
  const numeric::StopScope scope(claims::stop_of(options.map), "the list of " + theory::to_string(loss) + " was made");
  LaeContext context{{.name = theory::to_string(loss), .instance = instance, .effort = effort},
                     loss,
                     problem::LaeProblem(instance, regularization_of(loss)),
                     options.theory,
                     decide_identities(loss),
                     {},
                     options.map.stop};
  return with_hypotheses(std::move(context), spectrum);
}

}  // namespace

std::optional<Reason> dense_route_too_large(const problem::LaeProblem& problem) {
  const Index k = problem.k();
  const bool orthogonal = problem.regularization() == problem::Regularization::sum;
  return dense_route_too_large(problem.dimension(), orthogonal ? k * (k - 1) / 2 : k * k);
}

PredictedList predicted_list(const theory::Profile& profile, const ListedTheory& theory) {
  PredictedList list{
      .count = theory::predict_count(profile),
      .manifolds =
          [profile, theory](std::optional<Index> limit) {
            return limit || !theory.manifolds ? theory::predict_manifolds(profile, limit) : theory.manifolds(profile);
          },
      .sample = [profile](Index count, std::uint64_t seed) { return theory::sample_manifolds(profile, count, seed); }};
  if (!theory.manifolds) {
    list.visit = [profile](const ManifoldVisitor& visit) { theory::for_each_manifold(profile, visit); };
  }
  return list;
}

DecidedIdentities decide_identities(Loss loss) {
  DecidedIdentities decided;
  if (loss == Loss::sum) {
    decided.balance = all_hold(theory::balance_identities());
    decided.completeness =
        decided.balance && all_hold(theory::completeness_identities()) && all_hold(theory::trace_identities());
  } else {
    decided.completeness = all_hold(theory::commuting_identities(loss));
  }
  decided.gradients = all_hold(theory::gradient_identities(loss));
  decided.converse = all_hold(theory::converse_identities(loss));
  return decided;
}

problem::Regularization regularization_of(Loss loss) {
  switch (loss) {
    case Loss::none:
      return problem::Regularization::none;
    case Loss::product:
      return problem::Regularization::product;
    case Loss::sum:
      return problem::Regularization::sum;
  }
  throw PreconditionError("not a loss");
}

theory::Frame chosen_frame(Loss loss, Index k, Index rank, std::optional<std::uint64_t> seed) {
  return seed ? theory::random_frame(loss, k, rank, *seed) : theory::canonical_frame(k, rank);
}

ManifoldRecord certify_manifold(const LaeContext& context, const theory::Manifold& manifold, const theory::Frame& frame,
                                const certify::CertifyOptions& options) {
  const theory::PredictedPoint point = theory::predict_point(context.loss, manifold, *context.spectrum, frame);
  certify::ProblemEvaluator<problem::LaeProblem> evaluator(context.problem);
  return certify_on(
      manifold, problem::pack(problem::Autoencoder<Rational>{point.W1, point.W2}), evaluator,
      [&](const theory::Manifold& on, const Vector<Ball>& x) { return prove_membership(context, on, x); }, options);
}

LaeContext make_lae_context(Loss loss, const Instance& instance, const Outcome<theory::Spectrum>& spectrum,
                            const Effort& effort, const ContextOptions& options) {
  LaeContext context = without_points(loss, instance, spectrum, effort, options);
  if (!context.has_manifolds()) return context;
  certify_records(context, [&](const theory::Manifold& manifold) { return make_record(context, manifold); },
                  options.map,
                  {.dimension = context.problem.dimension(), .decide = [&context] { return decide_blocks(context); }});
  return context;
}

LaeContext make_lae_context(Loss loss, const Instance& instance, const Effort& effort) {
  return make_lae_context(loss, instance, decide_spectrum(instance, effort), effort);
}

}  // namespace laecert::checks
