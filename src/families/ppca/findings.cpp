#include "families/ppca/findings.hpp"

#include <algorithm>

namespace laecert::checks {

std::optional<Finding> blocked(const PpcaContext& context) {
  return blocked_by(context.inapplicable, context.undecided);
}

bool has_one_sample(const PpcaContext& context) { return !blocked(context) && context.samples() == 1; }

Finding with_cases_left_out(Finding finding, const PpcaContext& context) {
  const Decision below{.verdict = Verdict::inapplicable,
                       .reason = "lambda = n v is an eigenvalue of S (a wall): only l = k is decided there"};
  for (const theory::Manifold& manifold : context.below_wall) finding.cases.push_back({case_name(manifold), below});
  // The empty I is there, also where nothing below the wall is listed.
  if (context.on_wall() && context.below_wall.empty()) finding.cases.push_back({"l < k", below});
  if (context.sum.sampled) {
    finding.total = context.sum.manifold_count;
    finding.seed = context.sum.effort.seed;
  }
  return finding;
}

Verdict proof_verdict(const certify::CertifiedPoint& sum, const certify::CertifiedPoint& weights) {
  return sum.exact && weights.exact ? Verdict::exact : Verdict::enclosed;
}

bool is_exact(const PpcaRecord& record) { return record.sum.certified->exact && record.likelihood->exact; }

bool comparable(const PpcaContext& context, const PpcaRecord& record) {
  if (is_exact(record)) return true;
  const std::vector<Index>& multiplicities = context.sum.profile.multiplicities;
  const std::vector<Index> ranks = theory::rank_vector_of(context.sum.profile, record.sum.manifold);
  for (std::size_t e = 0; e < ranks.size(); ++e) {
    if (ranks[e] > 0 && multiplicities[e] > 1) return false;
  }
  return true;
}

std::optional<theory::Manifold> manifold_beside_sample(const PpcaContext& context,
                                                       const std::function<bool(const theory::Manifold&)>& property) {
  constexpr Index most_listed = 1000;
  if (blocked(context) || !context.sum.sampled || context.interrupted) return {};
  const auto is_looked_at = [&](const theory::Manifold& manifold) {
    return std::any_of(context.records.begin(), context.records.end(),
                       [&](const PpcaRecord& record) { return record.sum.manifold.index_set == manifold.index_set; });
  };
  for (const theory::Manifold& manifold : theory::predict_manifolds(context.sum.profile, most_listed)) {
    if (!context.sets_aside(manifold) && !is_looked_at(manifold) && property(manifold)) return manifold;
  }
  return {};
}

Matrix<Ball> weights_of(const PpcaRecord& record, Index k) {
  return problem::unpack_weights(record.likelihood->point, k);
}

Matrix<Rational> exact_weights_of(const PpcaRecord& record, Index k) {
  return problem::unpack_weights(record.likelihood->exact_point, k);
}

}  // namespace laecert::checks
