#include "checks/ppca/findings.hpp"

namespace laecert::checks {

std::optional<Finding> blocked(const PpcaContext& context) {
  if (context.inapplicable) return claims::inapplicable_finding(*context.inapplicable);
  if (!context.undecided) return {};
  Finding finding;
  finding.cases.push_back({"all", {.verdict = Verdict::undecided, .margin = {}, .reason = *context.undecided}});
  return finding;
}

bool has_one_sample(const PpcaContext& context) { return !blocked(context) && context.samples() == 1; }

Finding with_cases_set_aside(Finding finding, const PpcaContext& context) {
  const Decision below{.verdict = Verdict::inapplicable,
                       .reason = "lambda = n v is an eigenvalue of S (a wall): only l = k is decided there"};
  for (const theory::Manifold& manifold : context.below_wall) finding.cases.push_back({case_name(manifold), below});
  // The empty I is there, also where nothing below the wall is listed.
  if (context.on_wall() && context.below_wall.empty()) finding.cases.push_back({"l < k", below});
  if (context.sum.sampled) {
    finding.total = context.sum.manifold_count.str();
    finding.seed = context.sum.effort.seed;
  }
  return finding;
}

Verdict proof_verdict(const certify::CertifiedPoint& sum, const certify::CertifiedPoint& weights) {
  return sum.exact && weights.exact ? Verdict::exact : Verdict::enclosed;
}

bool is_exact(const PpcaRecord& record) { return record.sum.certified->exact && record.likelihood->exact; }

bool comparable(const PpcaRecord& record) { return is_exact(record) || !record.sum.manifold.rank_vector; }

Matrix<Ball> weights_of(const PpcaRecord& record, Index k) {
  return problem::unpack_weights(record.likelihood->point, k);
}

Matrix<Rational> exact_weights_of(const PpcaRecord& record, Index k) {
  return problem::unpack_weights(record.likelihood->exact_point, k);
}

}  // namespace laecert::checks
