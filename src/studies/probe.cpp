#include "studies/probe.hpp"

#include <algorithm>
#include <utility>

#include "numeric/decimal.hpp"
#include "studies/describe.hpp"

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

}  // namespace

report::PointReport describe_point(const ListedLoss& loss, const ManifoldRecord& record, long spectrum_digits) {
  const certify::CertifiedPoint& certified = *record.certified;
  report::PointReport point{.manifold = describe(loss, record)};
  point.weights = describe_weights(loss, certified.point, loss.list().effort.digits);
  point.point_radius = print_radius(certified.radius);
  point.gradient_norm = print_radius(certified.gradient_norm);
  if (const std::optional<Ball> gap = loss.transpose_gap(certified.point))
    point.transpose_gap = print_radius(gap->upper_end());
  point.hessian_spectrum = print_spectrum(certified.hessian_spectrum, spectrum_digits);
  point.tangent_dimension = std::to_string(certified.generators.cols());
  for (const std::vector<Index>& target : loss.descents(record.manifold)) {
    point.descends_to.emplace_back(target.begin(), target.end());
  }
  return point;
}

Outcome<report::PointReport> probe(const problem::Instance& instance, const ProbeOptions& options) {
  const FamilyLoss family = loss_named(options.registry, options.loss, "--loss");
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  Contexts contexts(instance, effort);
  const std::shared_ptr<const ListedLoss> loss = family.on(contexts);
  if (loss->list().inapplicable) return Reason{*loss->list().inapplicable, Reason::Kind::inapplicable};
  if (loss->list().undecided) return Reason{*loss->list().undecided};
  const Outcome<theory::Manifold> manifold = loss->manifold_of(options.index_set);
  if (!manifold) return Reason{manifold.reason().text, Reason::Kind::inapplicable};
  if (const std::optional<Reason> reason = loss->too_large()) return *reason;

  const certify::CertifyOptions how{.digits = effort.digits,
                                    .max_digits = effort.max_digits,
                                    .spectrum = true,
                                    .spectrum_digits = demanded_spectrum_digits(options.spectrum_digits)};
  const std::vector<ManifoldRecord> records{certify_manifold(*loss, *manifold, options.frame_seed, how)};
  if (!records.front().certified) return records.front().certified.reason();
  if (options.observe) options.observe({family, *loss, records});
  return describe_point(*loss, records.front(), options.spectrum_digits);
}

}  // namespace laecert::studies
