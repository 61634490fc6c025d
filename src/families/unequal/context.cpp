#include "families/unequal/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "certify/certify.hpp"
#include "families/lae/identity_twins.hpp"
#include "families/unequal/membership.hpp"
#include "numeric/decimal.hpp"
#include "numeric/random.hpp"
#include "numeric/running.hpp"
#include "theory/unequal/identities.hpp"
#include "theory/unequal/places.hpp"

namespace laecert::checks {
namespace {

using claims::Verdict;

const std::vector<Rational>& penalties_of(const UnequalContext& context) {
  return context.instance.setting().penalties;
}

UnequalIdentities decide_unequal_identities() {
  return {.gradients = all_hold(theory::unit_gradient_identities()),
          .completeness = all_hold(theory::unit_completeness_identities()) && all_hold(theory::unit_trace_identities()),
          .converse = all_hold(theory::unit_converse_identities())};
}

Verdict holds_if(bool holds) { return holds ? Verdict::exact : Verdict::refuted; }

// The hypotheses that need no spectrum, and what fails.
void decide_penalties(UnequalContext& context) {
  const std::vector<Rational>& penalties = penalties_of(context);
  if (penalties.empty()) {
    context.hypotheses.push_back({"a penalty for each unit", Verdict::refuted, {}});
    context.inapplicable = "the units have no penalties (--penalties)";
    return;
  }
  const bool positive =
      std::all_of(penalties.begin(), penalties.end(), [](const Rational& penalty) { return penalty > 0; });
  const auto equal = theory::equal_penalties(penalties);
  context.hypotheses.push_back({"penalties positive", holds_if(positive), {}});
  context.hypotheses.push_back({"penalties distinct", holds_if(!equal), {}});
  if (equal) {
    context.inapplicable = fmt::format("units {} and {} have the same penalty: the list is that of distinct penalties",
                                       equal->first, equal->second);
  }
  if (!positive) context.inapplicable = "a penalty is zero";
}

std::string margin_of(const std::optional<Ball>& gap) {
  return gap ? "gap " + numeric::print_truncated(*gap, 4) : std::string();
}

void decide_places_of_units(UnequalContext& context) {
  const Outcome<theory::UnitPlaces> places =
      theory::decide_places(context.instance, *context.spectrum, context.effort.digits, context.effort.max_digits);
  if (!places) {
    context.undecided = places.reason().text;
    return;
  }
  const Verdict worth = context.spectrum->exact ? Verdict::exact : Verdict::enclosed;
  const bool distinct = context.spectrum->distinct_above;
  context.hypotheses.push_back({"no penalty an eigenvalue", places->on_wall ? Verdict::refuted : worth,
                                places->on_wall ? "equal, exactly" : margin_of(places->gap)});
  context.hypotheses.push_back({"eigenvalues above the least penalty distinct", distinct ? worth : Verdict::refuted,
                                distinct ? margin_of(context.spectrum->separation) : "equal, exactly"});
  if (!distinct) context.inapplicable = "an eigenvalue above the least penalty repeats";
  if (places->on_wall)
    context.inapplicable = fmt::format("the penalty of unit {} is an eigenvalue of S (a wall)", *places->on_wall);
  context.profile = places->profile;
}

PredictedList listed_injections(const theory::UnitProfile& profile, const UnequalTheory& theory) {
  return {
      .count = theory::count_injections(profile),
      .manifolds =
          [profile, theory](std::optional<Index> limit) {
            return limit ? theory::predict_injections(profile, limit) : theory.injections(profile);
          },
      .sample = [profile](Index count, std::uint64_t seed) { return theory::sample_injections(profile, count, seed); }};
}

// Of S with the least penalty for lambda: what lies below it belongs to no unit.
Outcome<theory::Spectrum> spectrum_above_penalties(const UnequalContext& context,
                                                   const Outcome<theory::Spectrum>& spectrum) {
  const std::vector<Rational>& penalties = penalties_of(context);
  const Rational least = *std::min_element(penalties.begin(), penalties.end());
  if (least == context.instance.lambda()) return spectrum;
  return decide_spectrum(context.instance.with_lambda(least), context.effort);
}

UnequalContext with_unequal_hypotheses(UnequalContext context, const Outcome<theory::Spectrum>& given) {
  decide_penalties(context);
  if (context.inapplicable) return context;
  const Outcome<theory::Spectrum> spectrum = spectrum_above_penalties(context, given);
  if (!spectrum) {
    context.undecided = spectrum.reason().text;
    return context;
  }
  context.spectrum = *spectrum;
  decide_places_of_units(context);
  if (!context.has_manifolds()) return context;
  context.is_rational = theory::has_rational_units(context.profile, *context.spectrum);
  context.predicted = listed_injections(context.profile, context.theory);
  context.manifold_count = context.predicted.count;
  return context;
}

ManifoldRecord certify_units(const UnequalContext& context, const theory::Manifold& manifold) {
  if (const std::optional<Reason> reason = dense_route_too_large(context.problem->dimension(), 0))
    return {manifold, {}, *reason};
  certify::ProblemEvaluator<problem::UnequalProblem> evaluator(*context.problem);
  return certify_on(
      manifold, propose_units(context, manifold, {}), evaluator,
      [&](const theory::Manifold& on, const Vector<Ball>& x) { return prove_units(context, on, x); },
      certify_options(context));
}

// All but the points.
UnequalContext without_unequal_points(const problem::Instance& instance, const Outcome<theory::Spectrum>& spectrum,
                                      const Effort& effort, const UnequalTheory& theory,
                                      const claims::MapOptions& map) {
  const numeric::StopScope scope(claims::stop_of(map), "the list of unequal was made");
  UnequalContext context{{.name = "unequal", .instance = instance, .effort = effort}};
  context.theory = theory;
  context.identities = decide_unequal_identities();
  if (!instance.setting().penalties.empty()) context.problem.emplace(instance);
  return with_unequal_hypotheses(std::move(context), spectrum);
}

}  // namespace

Vector<Rational> propose_units(const UnequalContext& context, const theory::Manifold& manifold,
                               std::optional<std::uint64_t> sign_seed) {
  Matrix<Rational> W2 = theory::predict_units(context.profile, manifold, *context.spectrum).W2;
  numeric::SplitMix64 random(sign_seed.value_or(0));
  for (Index a = 0; sign_seed && a < W2.cols(); ++a) {
    if (random.coin()) W2.col(a) = -Vector<Rational>(W2.col(a));
  }
  return problem::pack(problem::Autoencoder<Rational>{W2.transpose(), W2});
}

UnequalContext make_unequal_context(const problem::Instance& instance, const Outcome<theory::Spectrum>& spectrum,
                                    const Effort& effort, const UnequalTheory& theory, const claims::MapOptions& map) {
  UnequalContext context = without_unequal_points(instance, spectrum, effort, theory, map);
  if (!context.has_manifolds()) return context;
  certify_records(
      context, [&](const theory::Manifold& manifold) { return certify_units(context, manifold); }, map);
  return context;
}

UnequalContext make_unequal_context(const problem::Instance& instance, const Effort& effort,
                                    const UnequalTheory& theory) {
  return make_unequal_context(instance, decide_spectrum(instance, effort), effort, theory);
}

}  // namespace laecert::checks
