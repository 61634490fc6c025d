#include "checks/lae/statements.hpp"
#include "numeric/decimal.hpp"
#include "numeric/power_of_ten.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::checks {
namespace {

// What the printed prediction claims: 10^-(digits + 10) of tr S.
Ball printed(const LaeContext& context, const Ball& prediction) {
  const Rational unit = numeric::rational_power_of_ten(-(context.effort.digits + 10));
  return prediction.widened(Ball(Rational(context.spectrum->trace * unit), Precision{64}).lower_end());
}

// At an exact point the value is a rational, enclosed as narrowly as the prediction.
Ball proved_value(const certify::CertifiedPoint& certified, Precision precision) {
  return certified.exact_value ? Ball(*certified.exact_value, precision) : certified.value;
}

Decision compare_exactly(const Rational& predicted, const Rational& proved) {
  return decide_equal(predicted == proved, Verdict::exact,
                      "predicted " + numeric::print_exact(predicted) + ", proved " + numeric::print_exact(proved));
}

Decision compare_enclosures(const LaeContext& context, const Ball& predicted, const Ball& proved) {
  const Ball target = printed(context, predicted);
  if (!predicted.overlaps(proved)) {
    return {.verdict = Verdict::refuted,
            .margin = {},
            .reason = "predicted " + numeric::print_enclosed(predicted, 12) + ", proved " +
                      numeric::print_enclosed(proved, 12)};
  }
  if (!proved.is_finite() || !target.is_finite() || !target.contains(proved))
    return {.verdict = Verdict::undecided, .reason = "the proved enclosure is too wide"};
  return {.verdict = Verdict::enclosed};
}

Finding compare_value(const LaeContext& context) {
  Ball largest(0);
  Finding finding = over_manifolds(
      context, {"certified value C3"}, [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
        const std::optional<Rational> exact =
            context.theory.exact_value(context.loss, record.manifold, *context.spectrum);
        if (exact && certified.exact) return compare_exactly(*exact, *certified.exact_value);
        const Ball predicted = context.theory.value(context.loss, record.manifold, *context.spectrum);
        const Ball proved = proved_value(certified, predicted.precision());
        const Ball gap = abs(predicted - proved);
        if (gap.is_finite()) largest = larger(largest, gap.upper_end());
        return compare_enclosures(context, predicted, proved);
      });
  if (!largest.contains(Rational(0))) finding.margin = numeric::print_below(largest);
  return finding;
}

// What a hasty reader would subtract from tr S.
struct WrongValue {
  std::string id, text;
  // Of the eigenvalue s at `index`, the place-th of its index set (both from 1).
  std::function<Ball(const LaeContext& context, Index index, Index place)> term;
  std::function<bool(const LaeContext&)> indistinguishable = {};
};

const Ball& eigenvalue(const LaeContext& context, Index i) {
  return context.spectrum->values[static_cast<std::size_t>(i - 1)];
}

bool is_leading(const theory::Manifold& manifold) {
  return manifold.index_set.empty() || manifold.index_set.back() == manifold.rank;
}

WrongValue wrong_value(Loss loss) {
  if (loss == Loss::none) {
    return {"largest", "the sum of the l largest s_i, whatever I",
            [](const LaeContext& context, Index, Index place) { return eigenvalue(context, place); },
            [](const LaeContext& context) { return on_every_manifold(context, is_leading); }};
  }
  if (loss == Loss::product) {
    return {"no-penalty", "the reconstruction error alone, without lambda |W2 W1|^2",
            [](const LaeContext& context, Index i, Index) {
              const Ball lambda(context.instance.lambda(), context.spectrum->precision);
              const Ball e = theory::predict_map_factor(Loss::product, eigenvalue(context, i), lambda);
              return eigenvalue(context, i) * e * (Ball(2) - e);
            }};
  }
  return {"not-squared", "1 - lambda/s not squared", [](const LaeContext& context, Index i, Index) {
            return eigenvalue(context, i) - Ball(context.instance.lambda(), context.spectrum->precision);
          }};
}

// Enclosures that overlap prove nothing of a twin, however narrow they are.
Decision compare_twin(const Ball& twin, const Ball& proved) {
  if (twin.overlaps(proved)) return {.reason = "the enclosures overlap"};
  return {
      .verdict = Verdict::refuted,
      .reason = "predicted " + numeric::print_enclosed(twin, 12) + ", proved " + numeric::print_enclosed(proved, 12)};
}

LaeControl compare_wrong_value(Loss loss) {
  const WrongValue wrong = wrong_value(loss);
  const auto decide = [wrong](const LaeContext& context) {
    return over_manifolds(context, {"certified value C3"},
                          [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> Decision {
                            if (record.manifold.rank == 0)
                              return {.verdict = Verdict::inapplicable, .reason = "no s_i"};
                            Ball twin(context.spectrum->trace, context.spectrum->precision);
                            Index place = 0;
                            for (const Index i : record.manifold.index_set) twin -= wrong.term(context, i, ++place);
                            return compare_twin(twin, certified.value);
                          });
  };
  return {.id = statement_id(loss, "value/" + wrong.id),
          .text = wrong.text,
          .decide = [decide](const LaeContext& context) { return decide_sharply(context, decide); },
          .indistinguishable = wrong.indistinguishable};
}

std::string value_text(Loss loss) {
  if (loss == Loss::none) return "tr S - sum_I s_i";
  return loss == Loss::product ? "tr S - sum_I s_i^2/(s_i + lambda)" : "tr S - sum_I s_i (1 - lambda/s_i)^2";
}

}  // namespace

LaeStatement value_statement(Loss loss) {
  return {.info = {.id = statement_id(loss, "value"),
                   .proposition = "the loss is " + value_text(loss),
                   .hypotheses = section_one_text(loss),
                   .source = "[K19]",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"C3"},
                   .method = "the loss at the certified point lies in the printed enclosure of the prediction; equal "
                             "rationals on exact instances",
                   .not_proved = "manifolds that a sample leaves out"},
          .decide = compare_value,
          .controls = {compare_wrong_value(loss)}};
}

}  // namespace laecert::checks
