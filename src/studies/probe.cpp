#include "studies/probe.hpp"

#include <algorithm>
#include <utility>

#include "checks/lae/findings.hpp"
#include "numeric/decimal.hpp"
#include "studies/describe.hpp"
#include "theory/lae/descents.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::studies {
namespace {

// Eigenvalues whose enclosures chain together share a line: `count` of them lie within the radius of the value.
std::vector<report::SpectrumPart> print_spectrum(const std::vector<Ball>& spectrum, long digits) {
  std::vector<report::SpectrumPart> parts;
  for (std::size_t first = 0; first < spectrum.size();) {
    Ball cluster = spectrum[first];
    std::size_t next = first + 1;
    while (next < spectrum.size() && cluster.overlaps(spectrum[next])) cluster = hull(cluster, spectrum[next++]);
    const numeric::Decimal value = numeric::print_decimal(cluster, digits);
    parts.push_back({value.value, std::to_string(next - first), value.radius});
    first = next;
  }
  return parts;
}

theory::Frame frame_of(const ProbeOptions& options, Index k, Index rank) {
  if (!options.frame_seed) return theory::canonical_frame(k, rank);
  return theory::random_frame(options.loss, k, rank, *options.frame_seed);
}

}  // namespace

report::PointReport describe_point(const LaeContext& context, const ManifoldRecord& record, long spectrum_digits) {
  const certify::CertifiedPoint& certified = *record.certified;
  const problem::Autoencoder<Ball> w = autoencoder(context, certified);
  report::PointReport point{.manifold = describe(context, record)};
  point.W1 = print_rows(w.W1, context.effort.digits);
  point.W2 = print_rows(w.W2, context.effort.digits);
  point.point_radius = print_radius(certified.radius);
  point.gradient_norm = print_radius(certified.gradient_norm);
  point.transpose_gap = print_radius(enclose_norm(w.W1 - w.W2.transpose()).upper_end());
  point.hessian_spectrum = print_spectrum(certified.hessian_spectrum, spectrum_digits);
  point.tangent_dimension = std::to_string(certified.generators.cols());
  for (const std::vector<Index>& target : theory::predict_descents(context.profile, record.manifold)) {
    point.descends_to.emplace_back(target.begin(), target.end());
  }
  return point;
}

Outcome<report::PointReport> probe(const problem::Instance& instance, const ProbeOptions& options) {
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  LaeContext context = make_lae_context(options.loss, instance, effort);
  if (context.inapplicable) return Reason{"inapplicable: " + *context.inapplicable};
  if (context.undecided) return Reason{*context.undecided};
  const Outcome<theory::Manifold> manifold = theory::manifold_of(context.profile, options.index_set);
  if (!manifold) return Reason{"inapplicable: " + manifold.reason().text};
  if (const std::optional<Reason> reason = dense_route_too_large(context.problem)) return *reason;

  const certify::CertifyOptions certify_options{.digits = effort.digits,
                                                .max_digits = effort.max_digits,
                                                .spectrum = true,
                                                .spectrum_digits = demanded_spectrum_digits(options.spectrum_digits)};
  const theory::Frame frame = frame_of(options, instance.k(), manifold->rank);
  const ManifoldRecord record = certify_manifold(context, *manifold, frame, certify_options);
  if (!record.certified) return record.certified.reason();
  context.records = {record};
  if (options.observe) options.observe(context);
  return describe_point(context, record, options.spectrum_digits);
}

}  // namespace laecert::studies
