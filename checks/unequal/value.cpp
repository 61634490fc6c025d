#include "checks/unequal/statements.hpp"
#include "numeric/decimal.hpp"
#include "numeric/power_of_ten.hpp"

namespace laecert::checks {
namespace {

// What the printed prediction claims: 10^-(digits + 10) of tr S.
Ball printed_value(const UnequalContext& context, const Ball& prediction) {
  const Rational unit = numeric::rational_power_of_ten(-(context.effort.digits + 10));
  return prediction.widened(Ball(Rational(context.spectrum->trace * unit), Precision{64}).lower_end());
}

std::string apart(const std::string& predicted, const std::string& proved) {
  return "predicted " + predicted + ", proved " + proved;
}

Decision compare_unit_value(const UnequalContext& context, const ManifoldRecord& record,
                            const certify::CertifiedPoint& certified) {
  const std::optional<Rational> exact = context.theory.exact_value(context.profile, record.manifold, *context.spectrum);
  if (exact && certified.exact_value) {
    return decide_equal(*exact == *certified.exact_value, Verdict::exact,
                        apart(numeric::print_exact(*exact), numeric::print_exact(*certified.exact_value)));
  }
  const Ball predicted = context.theory.value(context.profile, record.manifold, *context.spectrum);
  const Ball proved = certified.exact_value ? Ball(*certified.exact_value, predicted.precision()) : certified.value;
  if (!predicted.overlaps(proved)) {
    return {.verdict = Verdict::refuted,
            .reason = apart(numeric::print_enclosed(predicted, 12), numeric::print_enclosed(proved, 12))};
  }
  const Ball target = printed_value(context, predicted);
  if (!proved.is_finite() || !target.is_finite() || !target.contains(proved))
    return {.reason = "the proved enclosure is too wide"};
  return {.verdict = Verdict::enclosed};
}

Finding compare_unit_values(const UnequalContext& context) {
  return over_manifolds(context, {"certified value C3"}, [&](const ManifoldRecord& record, const auto& certified) {
    return compare_unit_value(context, record, certified);
  });
}

// tr S - sum s (1 - lambda_a/s) = tr S - sum (s - lambda_a).
Decision value_is_not_squared(const UnequalContext& context, const ManifoldRecord& record,
                              const certify::CertifiedPoint& certified) {
  if (record.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "no active unit"};
  const theory::Spectrum& spectrum = *context.spectrum;
  Ball twin(spectrum.trace, spectrum.precision);
  for (std::size_t a = 0; a < record.manifold.index_set.size(); ++a) {
    const Index j = record.manifold.index_set[a];
    if (j == 0) continue;
    twin -= spectrum.values[static_cast<std::size_t>(j - 1)] - Ball(context.profile.penalties[a], spectrum.precision);
  }
  if (twin.overlaps(certified.value)) return {.reason = "the enclosures overlap"};
  return {.verdict = Verdict::refuted,
          .reason = apart(numeric::print_enclosed(twin, 12), numeric::print_enclosed(certified.value, 12))};
}

}  // namespace

UnequalStatement unequal_value() {
  return {.info = {.id = "unequal.value",
                   .proposition = "the loss is tr S - sum over active units of s (1 - lambda_a/s)^2",
                   .hypotheses = unequal_hypotheses,
                   .source = "derived, section 9",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"C3"},
                   .method = "the loss at the certified point lies in the printed enclosure of the prediction; equal "
                             "rationals at rational points",
                   .not_proved = "points that a sample leaves out"},
          .decide = compare_unit_values,
          .controls = {{.id = "unequal.value/not-squared",
                        .text = "1 - lambda_a/s not squared",
                        .decide =
                            [](const UnequalContext& context) {
                              return over_manifolds(context, {"certified value C3"},
                                                    [&](const ManifoldRecord& record, const auto& certified) {
                                                      return value_is_not_squared(context, record, certified);
                                                    });
                            },
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
