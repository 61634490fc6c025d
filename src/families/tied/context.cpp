#include "families/tied/context.hpp"

#include <utility>

#include "certify/certify.hpp"
#include "families/archived_points.hpp"
#include "families/block_route.hpp"
#include "families/lae/formulas.hpp"
#include "families/lae/membership.hpp"
#include "families/tied/formulas.hpp"
#include "numeric/running.hpp"

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
  list.by_blocks.reset();
  return list;
}

// The manifolds that `sum` decided by blocks, by those of the tied loss; the records are those of the sample.
void decide_by_blocks(TiedContext& context, const claims::MapOptions& map) {
  const numeric::StopScope scope(claims::stop_of(map), "the blocks of tied were decided");
  const Index m = context.instance.m(), k = context.problem.k();
  Outcome<certify::HessianBlocks> read = certify::read_hessian_blocks(
      [&](Index rank) { return tied_formulas(m, k, rank); }, m, context.sum.profile.largest_rank());
  if (!read) return;
  const auto blocks =
      std::make_shared<const certify::BlockInertia>(*std::move(read), lae_numbers(*context.sum.spectrum));
  const Index checked = count_agreements(*blocks, context.records, context.name);
  if (checked == 0) return;
  context.by_blocks = context.sum.by_blocks;
  context.by_blocks->blocks = blocks;
  context.by_blocks->checked = checked;
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
  if (sum.by_blocks) decide_by_blocks(context, map);
  return context;
}

}  // namespace laecert::checks
