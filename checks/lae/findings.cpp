#include "checks/lae/findings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "numeric/decimal.hpp"

namespace laecert::checks {

std::string case_name(const theory::Manifold& manifold) {
  if (manifold.rank_vector) return fmt::format("({})", fmt::join(*manifold.rank_vector, ","));
  return fmt::format("{{{}}}", fmt::join(manifold.index_set, ","));
}

std::string statement_id(Loss loss, const std::string& name) { return theory::to_string(loss) + "." + name; }

std::string section_one_text(Loss loss) {
  if (loss == Loss::sum) return "lambda > 0, lambda not an eigenvalue of S";
  const std::string distinct = "k <= m, all s_i > 0 and distinct";
  return loss == Loss::none ? distinct : distinct + ", lambda > 0";
}

std::vector<std::string> completeness_lemmas(Loss loss) {
  if (loss == Loss::sum) return {"T1", "T3", "T4", "T5"};
  return {"T12"};
}

std::string converse_lemma(Loss loss) { return loss == Loss::sum ? "T6" : "T13"; }

Verdict proof_verdict(const certify::CertifiedPoint& certified) {
  return certified.exact ? Verdict::exact : Verdict::enclosed;
}

Decision decide_equal(bool equal, Verdict proof, std::string witness) {
  if (equal) return {.verdict = proof, .margin = {}, .reason = {}};
  return {.verdict = Verdict::refuted, .margin = {}, .reason = std::move(witness)};
}

std::optional<Finding> blocked(const LaeContext& context, Needs needs) {
  if (needs == Needs::nothing) return {};
  if (needs == Needs::positive_lambda) {
    if (context.instance.lambda() > 0) return {};
    return claims::inapplicable_finding("lambda = 0");
  }
  if (context.inapplicable) return claims::inapplicable_finding(*context.inapplicable);
  if (!context.undecided) return {};
  Finding finding;
  finding.cases.push_back({"all", {.verdict = Verdict::undecided, .margin = {}, .reason = *context.undecided}});
  return finding;
}

namespace {

std::string no_route_text(const LaeContext& context) {
  return "no route gives at most " + std::string(claims::to_string(*context.effort.evidence)) +
         "; --evidence exact keeps them all";
}

std::string bound_text(const std::string& name, const Ball& bound) {
  return bound.contains(Rational(0)) ? name + " 0" : name + " " + numeric::print_below(bound);
}

}  // namespace

Finding by_gaps(const LaeContext& context, const Contradiction& contradiction, const Gap& gap) {
  Finding finding;
  if (!gap.bound || context.records.empty()) {
    finding.cases.push_back({"all", {.reason = no_route_text(context)}});
    return finding;
  }
  finding.by = {"certified point C2"};
  Ball largest(0);
  const auto decide = [&](const ManifoldRecord& record) -> Decision {
    if (!record.certified) return {.reason = record.certified.reason().text};
    if (std::optional<std::string> witness = contradiction(record, *record.certified))
      return {.verdict = Verdict::refuted, .reason = *std::move(witness)};
    const std::optional<Ball> bound = gap.bound(record, *record.certified);
    if (!bound || !bound->is_finite()) return {.reason = "the gap is not enclosed"};
    largest = larger(largest, bound->upper_end());
    return {.verdict = Verdict::supported};
  };
  for (const ManifoldRecord& record : context.records)
    finding.cases.push_back({case_name(record.manifold), decide(record)});
  if (context.sampled) {
    finding.total = context.manifold_count.str();
    finding.seed = context.effort.seed;
  }
  if (claims::overall_verdict(finding) == Verdict::supported) finding.margin = bound_text(gap.name, largest);
  return finding;
}

Finding limited(const LaeContext& context, Finding finding) {
  bool changed = false;
  for (Case& one : finding.cases) {
    if (!claims::is_positive(one.decision.verdict) || context.allows(one.decision.verdict)) continue;
    one.decision = {.reason = no_route_text(context)};
    changed = true;
  }
  if (!changed) return finding;
  finding.by.clear();
  finding.margin.clear();
  finding.universal = false;
  return finding;
}

Finding decide_sharply(const LaeContext& context, const std::function<Finding(const LaeContext&)>& decide) {
  Finding finding = decide(context);
  const auto has = [&](Verdict verdict) {
    return std::any_of(finding.cases.begin(), finding.cases.end(),
                       [&](const Case& one) { return one.decision.verdict == verdict; });
  };
  Effort effort = context.effort;
  effort.manifolds = {.kind = Selection::Kind::sample, .count = 1};
  while (!blocked(context) && !has(Verdict::refuted) && has(Verdict::undecided) &&
         2 * effort.digits <= effort.max_digits) {
    effort.digits *= 2;
    finding = decide(make_lae_context(context.loss, context.instance, decide_spectrum(context.instance, effort), effort,
                                      {.theory = context.theory}));
  }
  return finding;
}

problem::Autoencoder<Ball> autoencoder(const LaeContext& context, const certify::CertifiedPoint& certified) {
  return problem::unpack(certified.point, context.instance.k());
}

problem::Autoencoder<Rational> exact_autoencoder(const LaeContext& context, const ManifoldRecord& record) {
  return problem::unpack(record.proposed, context.instance.k());
}

bool on_every_manifold(const LaeContext& context, const std::function<bool(const theory::Manifold&)>& property) {
  constexpr Index most_enumerated = 100000;
  if (blocked(context) || context.manifold_count > most_enumerated) return false;
  const std::vector<theory::Manifold> manifolds = context.theory.manifolds(context.profile);
  return std::all_of(manifolds.begin(), manifolds.end(), property);
}

Ball larger(const Ball& x, const Ball& y) { return numeric::certainly(is_less(x, y)) ? y : x; }

std::string largest_bound_text(const LaeContext& context, const std::string& prefix,
                               const std::function<Ball(const certify::CertifiedPoint&)>& bound) {
  if (context.records.empty()) return {};
  Ball largest(0);
  for (const ManifoldRecord& record : context.records) {
    if (!record.certified) return {};
    largest = larger(largest, bound(*record.certified));
  }
  return bound_text(prefix, largest);
}

std::string least_gap_text(const std::vector<ManifoldRecord>& records) {
  std::optional<Ball> least;
  for (const ManifoldRecord& record : records) {
    if (!record.certified) continue;
    const Ball& gap = record.certified->gap;
    if (!least || numeric::certainly(is_less(gap, *least))) least = gap;
  }
  return least ? "bordered gap " + numeric::print_truncated(*least, 4) : std::string();
}

Ball enclose_norm(const Matrix<Ball>& a) {
  Ball sum(0);
  for (const Ball& entry : a.reshaped()) sum += sqr(entry);
  return sqrt_nonnegative(sum);
}

}  // namespace laecert::checks
