#include "studies/probe.hpp"

#include <algorithm>
#include <utility>

#include "numeric/decimal.hpp"
#include "studies/describe.hpp"

namespace laecert::studies {
namespace {

// Eigenvalues whose enclosures chain together share a line: `count` of them lie within the radius of the value.
std::vector<SpectrumPart> print_spectrum(const std::vector<Ball>& spectrum, long digits) {
  std::vector<SpectrumPart> parts;
  for (std::size_t first = 0; first < spectrum.size();) {
    Ball cluster = spectrum[first];
    std::size_t next = first + 1;
    while (next < spectrum.size() && cluster.overlaps(spectrum[next])) cluster = hull(cluster, spectrum[next++]);
    const numeric::Decimal value = numeric::print_decimal(cluster, digits);
    parts.push_back({value.value, static_cast<long>(next - first), value.radius});
    first = next;
  }
  return parts;
}

// What is told of a certified point wherever it lies.
PointReport described(const ListedLoss& loss, report::Manifold manifold, const certify::CertifiedPoint& certified,
                      long spectrum_digits) {
  const long digits = loss.list().effort.digits;
  PointReport point{.manifold = std::move(manifold)};
  point.weights = describe_weights(loss, certified.point, digits);
  point.point_radius = weights_radius(loss, certified.point, digits);
  point.gradient_norm = print_radius(certified.gradient_norm);
  if (const std::optional<Ball> gap = loss.transpose_gap(certified.point)) {
    point.transpose_gap = print_radius(gap->upper_end());
  }
  point.hessian_spectrum = print_spectrum(certified.hessian_spectrum, spectrum_digits);
  point.tangent_dimension = certified.generators.cols();
  point.is_minimum = certified.inertia.negative == 0;
  return point;
}

// The list has all critical points, and a minimum is attained: where one manifold alone has index 0, it is that one.
// Not asked of lists that are long to count.
bool has_one_minimum(const ListedLoss& loss) {
  constexpr Index most_counted = 100000;
  if (loss.list().manifold_count > most_counted) return false;
  Integer minima = 0;
  for (const std::vector<Integer>& row : loss.counts()) minima += row.empty() ? Integer(0) : row.front();
  return minima == 1;
}

void conclude(PointAnswer& answer, PointOutcome outcome, const std::string& reason) {
  answer.outcome = outcome;
  answer.reason = reason;
  answer.verdict = to_string(outcome) + ": " + reason;
}

}  // namespace

PointReport describe_point(const ListedLoss& loss, const ManifoldRecord& record, long spectrum_digits) {
  PointReport point = described(loss, describe(loss, record), *record.certified, spectrum_digits);
  point.is_global = point.is_minimum && record.manifold.index == 0 && has_one_minimum(loss);
  for (const std::vector<Index>& target : loss.descents(record.manifold)) {
    point.descends_to.emplace_back(target.begin(), target.end());
  }
  return point;
}

PointReport describe_unlisted(const ListedLoss& loss, const certify::CertifiedPoint& certified, const std::string& why,
                              long spectrum_digits) {
  report::Manifold manifold{.loss = loss.list().name};
  add_certified(manifold, certified, loss.list().effort.digits);
  PointReport point = described(loss, std::move(manifold), certified, spectrum_digits);
  point.unlisted = why;
  return point;
}

PointAnswer probe(const problem::Instance& instance, const ProbeOptions& options) {
  const FamilyLoss family = loss_named(options.registry, options.loss, "--loss");
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  Contexts contexts(instance, effort);
  const std::shared_ptr<const ListedLoss> loss = family.on(contexts);
  PointAnswer answer{.preamble = preamble_of(instance, contexts.spectrum(), effort), .loss = loss->list().name};
  add_hypotheses(answer.preamble.hypotheses, loss->list());
  const auto ends_as = [&](PointOutcome outcome, const std::string& reason) {
    conclude(answer, outcome, reason);
    return answer;
  };
  if (loss->list().inapplicable) return ends_as(PointOutcome::inapplicable, *loss->list().inapplicable);
  if (loss->list().undecided) return ends_as(PointOutcome::undecided, *loss->list().undecided);
  const Outcome<theory::Manifold> manifold = loss->manifold_of(options.index_set);
  if (!manifold) return ends_as(PointOutcome::inapplicable, manifold.reason().text);
  if (const std::optional<Reason> reason = loss->too_large()) return ends_as(PointOutcome::undecided, reason->text);

  const certify::CertifyOptions how{.digits = effort.digits,
                                    .max_digits = effort.max_digits,
                                    .spectrum = true,
                                    .spectrum_digits = demanded_spectrum_digits(options.spectrum_digits)};
  const std::vector<ManifoldRecord> records{certify_manifold(*loss, *manifold, options.frame_seed, how)};
  const ManifoldRecord& record = records.front();
  if (!record.certified) return ends_as(PointOutcome::undecided, record.certified.reason().text);
  if (options.observe) options.observe({family, *loss, records});
  answer.outcome = PointOutcome::certified;
  answer.point = describe_point(*loss, record, options.spectrum_digits);
  answer.verdict = verdict_sentence(*answer.point, "is certified");
  return answer;
}

}  // namespace laecert::studies
