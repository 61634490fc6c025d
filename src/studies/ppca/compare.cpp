#include "studies/ppca/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/ppca/family.hpp"
#include "claims/runner.hpp"
#include "studies/describe.hpp"
#include "studies/ppca/agreement.hpp"

namespace laecert::studies {
namespace {

using claims::Standing;
using claims::StatementResult;
using problem::Instance;
using theory::Spectrum;

using Results = std::vector<StatementResult>;

// The dense route, of cost N^3 for N unknowns, is kept to what 200 points of N = 300 cost.
Selection selection(const Instance& instance, const Effort& effort) {
  constexpr double most = 200, unknowns = 300;
  const auto size = static_cast<double>(2 * instance.m() * instance.k());
  if (effort.manifolds.kind != Selection::Kind::automatic || !(size > unknowns)) return effort.manifolds;
  const double ratio = unknowns / size;
  return {.kind = Selection::Kind::sample,
          .count = std::max<Index>(1, static_cast<Index>(most * ratio * ratio * ratio))};
}

PpcaContext context_of(const Instance& instance, const Spectrum& spectrum, const NoiseVariance& noise,
                       const PpcaCommandOptions& options) {
  Effort effort = options.effort;
  effort.manifolds = selection(instance, effort);
  // On a wall other manifolds are looked at than those of `sum` at a lambda beside it.
  Effort of_sum = effort;
  if (noise.wall > 0) of_sum.manifolds.kind = Selection::Kind::none;
  LaeContext sum = make_lae_context(theory::Loss::sum, instance, spectrum, of_sum, {.map = options.map});
  sum.effort = effort;
  return make_ppca_context(sum, {.progress = {}, .stop = options.map.stop},
                           noise.is_beside_wall() ? LambdaPlace::beside_wall : LambdaPlace::noise);
}

// Beside a wall the hypothesis that fails is about n v itself, not about the rational lambda.
std::vector<report::Hypothesis> hypotheses_of(const LaeContext& sum, const NoiseVariance& noise) {
  std::vector<report::Hypothesis> hypotheses;
  add_hypotheses(hypotheses, sum);
  if (!noise.is_beside_wall()) return hypotheses;
  for (report::Hypothesis& one : hypotheses) {
    if (one.text != "lambda not an eigenvalue") continue;
    one = {"n v not an eigenvalue", claims::Verdict::refuted, fmt::format("it is s_{}, by T30", noise.above + 1)};
  }
  return hypotheses;
}

claims::RunResult run_registry(const PpcaContext& context, const PpcaCommandOptions& options) {
  return claims::run(ppca_registry(), context,
                     {.exact_instance = context.is_exact_instance(),
                      .evidence = options.effort.evidence,
                      .ids = {"ppca.stationary", "ppca.decoder-map", "ppca.operator", "ppca.index", "ppca.nullity",
                              "ppca.regression-map"},
                      .jobs = options.effort.jobs,
                      .map = {.progress = {}, .stop = options.map.stop}});
}

// "agrees" only where every statement does as expected, and of no more than was looked at.
std::string outcome_of(const Results& results) {
  const auto any = [&](const auto& property) { return std::any_of(results.begin(), results.end(), property); };
  const auto stands = [&](Standing standing) {
    return any([&](const StatementResult& one) { return one.standing == standing; });
  };
  if (stands(Standing::not_as_expected)) return "does not agree";
  if (results.empty() || stands(Standing::undecided)) return "undecided";
  if (stands(Standing::inapplicable)) return "inapplicable";
  if (any([](const StatementResult& one) { return one.cases.partial(); })) return "agrees on the manifolds looked at";
  if (any([](const StatementResult& one) { return one.cases.inapplicable > 0; })) return "agrees for l = k";
  return "agrees";
}

ModelAgreement registered(const std::string& model, const std::string& text, const std::vector<std::string>& ids,
                          const Results& results) {
  ModelAgreement agreement{.model = model, .text = text, .outcome = {}};
  for (const StatementResult& result : results) {
    if (std::find(ids.begin(), ids.end(), result.info.id) != ids.end()) agreement.statements.push_back(result);
  }
  agreement.outcome = outcome_of(agreement.statements);
  return agreement;
}

// T28: refuted where I has two values s_i, and holds, on this instance, where it has one or none. Both are as expected:
// which of them an instance calls for is what was decided.
ModelAgreement of_prior(const std::string& model, PriorMode mode, const claims::Decision& decision) {
  const bool open = decision.verdict == claims::Verdict::undecided;
  const bool refuted = decision.verdict == claims::Verdict::refuted;
  const bool joint = mode == PriorMode::joint;
  StatementResult result{
      .verdict = decision.verdict, .by = {"T28"}, .margin = decision.margin, .reason = decision.reason};
  result.info.id = joint ? "ppca.joint-map" : "ppca.marginal-map";
  result.info.source = "section 6, " + model;
  result.info.expected = claims::is_proof(decision.verdict) ? claims::Expected::holds : claims::Expected::refuted;
  result.cases = {.decided = open ? 0U : 1U, .total = 1, .verdict = decision.verdict};
  result.standing = open ? Standing::undecided : Standing::as_expected;
  return {.model = model,
          .text = fmt::format("{} posterior mode under W ~ N(0, tau^2)", joint ? "joint" : "marginal"),
          .outcome = refuted ? "does not agree"
                     : open  ? "undecided"
                             : "agrees here",
          .statements = {std::move(result)}};
}

claims::Summary summary_of(const std::vector<ModelAgreement>& agreement) {
  claims::Summary summary;
  for (const ModelAgreement& model : agreement) summary = summary + claims::summarize(model.statements);
  return summary;
}

}  // namespace

Comparison compare_models(const Instance& instance, const Spectrum& spectrum, const NoiseVariance& noise,
                          const PpcaCommandOptions& options) {
  const PpcaContext context = context_of(instance, spectrum, noise, options);
  claims::RunResult result = run_registry(context, options);
  const auto prior = [&](const std::string& model, PriorMode mode) {
    return of_prior(model, mode, decide_prior_mode(mode, instance, spectrum, options.prior_variance, options.effort));
  };
  Comparison comparison{.complete = result.complete && !context.interrupted,
                        .hypotheses = hypotheses_of(context.sum, noise)};
  comparison.agreement = {
      registered("P1", "stationary points of the likelihood", {"ppca.stationary", "ppca.decoder-map", "ppca.operator"},
                 result.statements),
      registered("P2", "their index and nullity", {"ppca.index", "ppca.nullity"}, result.statements),
      prior("P3", PriorMode::joint), prior("P4", PriorMode::marginal),
      registered("P5", "regression of X on X", {"ppca.regression-map"}, result.statements)};
  comparison.not_proved = claims::not_proved_lines(result.statements);
  comparison.summary = summary_of(comparison.agreement);
  comparison.controls = std::move(result.controls);
  return comparison;
}

}  // namespace laecert::studies
