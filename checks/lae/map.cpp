#include "checks/lae/predicted_point.hpp"
#include "checks/lae/statements.hpp"
#include "numeric/decimal.hpp"
#include "numeric/product.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::checks {
namespace {

// How W2 W1 at the certified point contradicts a prediction, where it does.
std::optional<std::string> contradiction(const SumContext& context, const certify::CertifiedPoint& certified,
                                         const Matrix<Ball>& predicted) {
  const problem::Autoencoder<Ball> w = autoencoder(context, certified);
  const Ball gap = enclose_norm(numeric::product(w.W2, w.W1) - predicted);
  if (!numeric::certainly(is_positive(gap))) return {};
  return "W2 W1 differs by at least " + numeric::print_truncated(gap, 4);
}

Finding maps(const SumContext& context) {
  return by_lemmas(
      context, Needs::section_one, context.identities.converse && context.identities.list_is_complete(), {"T5", "T6"},
      [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> std::optional<std::string> {
        const Outcome<Matrix<Ball>> predicted = theory::predict_map(record.manifold, *context.spectrum);
        if (!predicted) return {};
        return contradiction(context, certified, *predicted);
      });
}

// The factor s/(s + lambda) of `product`.
Finding maps_of_product(const SumContext& context) {
  const Ball lambda(context.instance.lambda(), Precision::of_digits(context.effort.digits + 20));
  return over_manifolds(
      context, {"certified point C2"},
      [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> Decision {
        if (record.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "W2 W1 = 0"};
        const std::optional<Matrix<Ball>> twin =
            enclose_operator(*context.spectrum, record.manifold, [&](const Ball& s) { return s / (s + lambda); });
        if (!twin)
          return {.verdict = Verdict::inapplicable, .reason = "the frame of a repeated eigenvalue is not unique"};
        std::optional<std::string> witness = contradiction(context, certified, *twin);
        if (!witness) return {.reason = "the enclosures overlap"};
        return {.verdict = Verdict::refuted, .reason = *std::move(witness)};
      });
}

}  // namespace

SumStatement sum_map() {
  return {.info = {.id = "sum.map",
                   .proposition = "W2 W1 = U_I diag(1 - lambda/s_i) U_I^T",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S",
                   .source = "[K19]",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T5", "T6"},
                   .method = "W2 W1 = U D^2 U^T reduces to the claim by D^2 L = L - lambda; W2 W1 at every certified "
                             "point would refute it",
                   .not_proved = "nothing"},
          .decide = maps,
          .controls = {{.id = "sum.map/product-factor",
                        .text = "the factor s/(s + lambda) of `product`",
                        .decide = maps_of_product,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
