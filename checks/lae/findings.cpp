#include "checks/lae/findings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

Ball larger(const Ball& x, const Ball& y) { return numeric::certainly(is_less(x, y)) ? y : x; }

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
