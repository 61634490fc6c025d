#include "checks/tied/context.hpp"

#include <utility>

#include "certify/certify.hpp"
#include "checks/lae/membership.hpp"

namespace laecert::checks {
namespace {

// (W^T, W), which is a critical point of `sum` where W is one of the tied loss (T16).
Vector<Ball> as_untied(const Vector<Ball>& x, Index k) {
  const Matrix<Ball> w = problem::unpack_weights(x, k);
  return problem::pack(problem::Autoencoder<Ball>{w.transpose(), w});
}

Outcome<certify::CertifiedPoint> certify_weights(const TiedContext& context, const theory::Manifold& manifold,
                                                 const Vector<Rational>& proposed) {
  certify::CertifyOptions options;
  options.digits = context.sum.effort.digits;
  options.max_digits = context.sum.effort.max_digits;
  options.exact_points = context.sum.allows(claims::Verdict::exact);
  Outcome<certify::CertifiedPoint> certified = certify::certify(context.problem, proposed, options);
  if (!certified) return certified;
  const Vector<Ball> untied = as_untied(certified->point, context.problem.k());
  if (std::optional<Reason> elsewhere = prove_membership(context.sum, manifold, untied)) return *elsewhere;
  return certified;
}

// From the decoder of the point that `sum` was certified near.
ManifoldRecord record_of(const TiedContext& context, const ManifoldRecord& sum) {
  if (sum.proposed.size() == 0) return {sum.manifold, {}, Reason{"`sum`: " + sum.certified.reason().text}};
  const Vector<Rational> proposed = problem::pack_weights(problem::unpack(sum.proposed, context.problem.k()).W2);
  return {sum.manifold, proposed, certify_weights(context, sum.manifold, proposed)};
}

}  // namespace

TiedContext make_tied_context(const LaeContext& sum, const claims::MapOptions& map) {
  TiedContext context{.sum = sum, .problem = problem::TiedProblem(sum.instance)};
  const std::vector<ManifoldRecord> manifolds = std::exchange(context.sum.records, {});
  const std::vector<std::optional<ManifoldRecord>> records = claims::parallel_map(
      manifolds.size(), sum.effort.jobs, [&](std::size_t i) { return record_of(context, manifolds[i]); }, map);
  for (const std::optional<ManifoldRecord>& record : records) {
    if (record) context.records.push_back(*record);
  }
  context.interrupted = sum.interrupted;
  if (context.records.size() < manifolds.size()) context.interrupted = context.sum.sampled = true;
  return context;
}

}  // namespace laecert::checks
