#include "checks/lae/statements.hpp"
#include "numeric/decimal.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::checks {
namespace {

// What the printed prediction claims: 10^-(digits + 10), and no less than `digits` digits of a small value.
Ball printed(const Ball& prediction, long digits) {
  const Ball absolute(Rational(1, pow(Integer(10), static_cast<unsigned>(digits + 10))), Precision{64});
  const Ball relative = abs(prediction).at(Precision{64}) *
                        Ball(Rational(1, pow(Integer(10), static_cast<unsigned>(digits))), Precision{64});
  return prediction.widened(numeric::certainly(is_less(absolute, relative)) ? absolute : relative.lower_end());
}

Decision compare_exactly(const Rational& predicted, const Rational& proved) {
  return decide_equal(predicted == proved, Verdict::exact,
                      "predicted " + numeric::print_exact(predicted) + ", proved " + numeric::print_exact(proved));
}

Decision compare_enclosures(const SumContext& context, const Ball& predicted, const Ball& proved) {
  const Ball target = printed(predicted, context.effort.digits);
  if (!predicted.overlaps(proved)) {
    return {.verdict = Verdict::refuted,
            .margin = {},
            .reason = "predicted " + numeric::print_decimal(predicted, 12).value + ", proved " +
                      numeric::print_decimal(proved, 12).value};
  }
  if (!proved.is_finite() || !target.is_finite() || !target.contains(proved))
    return {.verdict = Verdict::undecided, .reason = "the proved enclosure is too wide"};
  return {.verdict = Verdict::enclosed};
}

Finding compare_value(const SumContext& context) {
  Ball largest(0);
  Finding finding = over_manifolds(
      context, {"certified value C3"}, [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
        const std::optional<Rational> exact = theory::predict_exact_value(record.manifold, *context.spectrum);
        if (exact && certified.exact) return compare_exactly(*exact, *certified.exact_value);
        const Ball predicted = theory::predict_value(record.manifold, *context.spectrum);
        largest = larger(largest, abs(predicted - certified.value).upper_end());
        return compare_enclosures(context, predicted, certified.value);
      });
  if (!largest.contains(Rational(0))) finding.margin = numeric::print_below(largest);
  return finding;
}

// tr S - sum_I s_i (1 - lambda/s_i) = tr S - sum_I (s_i - lambda).
Finding compare_without_square(const SumContext& context) {
  return over_manifolds(context, {"certified value C3"},
                        [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> Decision {
                          if (record.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "no s_i"};
                          const Precision precision = Precision::of_digits(context.effort.digits + 20);
                          Ball twin(context.spectrum->trace, precision);
                          for (const Index i : record.manifold.index_set) {
                            twin -= context.spectrum->values[static_cast<std::size_t>(i - 1)] -
                                    Ball(context.instance.lambda(), precision);
                          }
                          return compare_enclosures(context, twin, certified.value);
                        });
}

}  // namespace

SumStatement sum_value() {
  return {.info = {.id = "sum.value",
                   .proposition = "the loss is tr S - sum_I s_i (1 - lambda/s_i)^2",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S",
                   .source = "[K19]",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"C3"},
                   .method = "the loss at the certified point lies in the printed enclosure of the prediction; equal "
                             "rationals on exact instances",
                   .not_proved = "manifolds that a sample leaves out"},
          .decide = compare_value,
          .controls = {{.id = "sum.value/not-squared",
                        .text = "1 - lambda/s not squared",
                        .decide = compare_without_square,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
