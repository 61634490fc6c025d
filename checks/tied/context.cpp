#include "checks/tied/context.hpp"

#include <utility>

#include "certify/certify.hpp"
#include "checks/lae/membership.hpp"
#include "families/archived_points.hpp"

namespace laecert::checks {
namespace {

// From the decoder of the point that `sum` was certified near.
ManifoldRecord record_of(const TiedContext& context, const ManifoldRecord& sum) {
  if (sum.proposed.size() == 0) {
    const Reason& reason = sum.certified.reason();
    return {sum.manifold, {}, Reason{"`sum`: " + reason.text, reason.kind}};
  }
  certify::ProblemEvaluator<problem::TiedProblem> evaluator(context.problem);
  return certify_on(
      sum.manifold, problem::pack_weights(problem::unpack(sum.proposed, context.problem.k()).W2), evaluator,
      [&](const theory::Manifold& manifold, const Vector<Ball>& weights) {
        return prove_membership(context.sum, manifold, as_untied(weights, context.problem.k()));
      },
      certify_options(context));
}

// The list of `sum` under the name of the tied loss.
CertifiedList list_of_sum(const LaeContext& sum) {
  CertifiedList list = sum;
  list.name = "tied";
  list.records.clear();
  return list;
}

}  // namespace

Vector<Ball> as_untied(const Vector<Ball>& weights, Index k) {
  const Matrix<Ball> w = problem::unpack_weights(weights, k);
  return problem::pack(problem::Autoencoder<Ball>{w.transpose(), w});
}

TiedContext make_tied_context(const LaeContext& sum, const claims::MapOptions& map) {
  TiedContext context{list_of_sum(sum), sum, problem::TiedProblem(sum.instance)};
  const std::vector<ManifoldRecord> manifolds = std::exchange(context.sum.records, {});
  claims::MapOptions kept = map;
  kept.journal = journal_of(map.journal, "records", context);
  std::vector<std::optional<ManifoldRecord>> records = claims::parallel_map(
      manifolds.size(), sum.effort.jobs,
      [&](std::size_t i) {
        return journaled(kept, i, manifolds[i].manifold, blank_record(),
                         [&] { return record_of(context, manifolds[i]); });
      },
      map);
  for (std::optional<ManifoldRecord>& record : records) {
    if (record) context.records.push_back(*std::move(record));
  }
  if (context.records.size() < manifolds.size()) context.interrupted = context.sampled = true;
  return context;
}

}  // namespace laecert::checks
