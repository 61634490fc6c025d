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

Verdict proof_verdict(const certify::CertifiedPoint& certified) {
  return certified.exact ? Verdict::exact : Verdict::enclosed;
}

Decision decide_equal(bool equal, Verdict proof, std::string witness) {
  if (equal) return {.verdict = proof, .margin = {}, .reason = {}};
  return {.verdict = Verdict::refuted, .margin = {}, .reason = std::move(witness)};
}

std::optional<Finding> blocked(const SumContext& context, Needs needs) {
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

Finding refuted_by(bool is_counterexample, std::string witness) {
  Finding finding;
  finding.by = {"exact witness"};
  Decision decision{.verdict = Verdict::refuted, .margin = {}, .reason = std::move(witness)};
  if (!is_counterexample) {
    decision = {.verdict = Verdict::undecided, .margin = {}, .reason = "the witness is no counterexample"};
  }
  finding.cases.push_back({"own instance", std::move(decision)});
  return finding;
}

problem::Autoencoder<Ball> autoencoder(const SumContext& context, const certify::CertifiedPoint& certified) {
  return problem::unpack(certified.point, context.instance.k());
}

problem::Autoencoder<Rational> exact_autoencoder(const SumContext& context, const ManifoldRecord& record) {
  return problem::unpack(record.proposed, context.instance.k());
}

bool on_every_manifold(const SumContext& context, const std::function<bool(const theory::Manifold&)>& property) {
  constexpr Index most_enumerated = 100000;
  if (blocked(context) || context.manifold_count > most_enumerated) return false;
  const std::vector<theory::Manifold> manifolds = theory::predict_manifolds(context.profile);
  return std::all_of(manifolds.begin(), manifolds.end(), property);
}

Ball larger(const Ball& x, const Ball& y) { return numeric::certainly(is_less(x, y)) ? y : x; }

std::string largest_bound_text(const SumContext& context, const std::string& prefix,
                               const std::function<Ball(const certify::CertifiedPoint&)>& bound) {
  if (context.records.empty()) return {};
  Ball largest(0);
  for (const ManifoldRecord& record : context.records) {
    if (!record.certified) return {};
    largest = larger(largest, bound(*record.certified));
  }
  return largest.contains(Rational(0)) ? prefix + " 0" : prefix + " " + numeric::print_below(largest);
}

std::string least_gap_text(const SumContext& context) {
  std::optional<Ball> least;
  for (const ManifoldRecord& record : context.records) {
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
