#include "checks/lae/statements.hpp"
#include "families/lae/predicted_point.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::checks {
namespace {

// |W2 W1 - predicted| at the certified point.
Ball enclose_map_gap(const LaeContext& context, const certify::CertifiedPoint& certified,
                     const Matrix<Ball>& predicted) {
  const problem::Autoencoder<Ball> w = autoencoder(context, certified);
  return enclose_norm(numeric::product(w.W2, w.W1) - predicted);
}

// How W2 W1 at the certified point contradicts a prediction, where it does.
std::optional<std::string> contradiction(const LaeContext& context, const certify::CertifiedPoint& certified,
                                         const Matrix<Ball>& predicted) {
  const Ball gap = enclose_map_gap(context, certified, predicted);
  if (!numeric::certainly(is_positive(gap))) return {};
  return "W2 W1 differs by at least " + numeric::print_truncated(gap, 4);
}

std::vector<std::string> lemmas(Loss loss) {
  if (loss == Loss::sum) return {"T5", "T6"};
  return {"T12", "T13"};
}

Finding maps(const LaeContext& context) {
  return by_lemmas(
      context, Needs::section_one, context.identities.converse && context.identities.list_is_complete(),
      lemmas(context.loss),
      [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> std::optional<std::string> {
        const Outcome<Matrix<Ball>> predicted = theory::predict_map(context.loss, record.manifold, *context.spectrum);
        if (!predicted) return {};
        return contradiction(context, certified, *predicted);
      },
      {"enclosed gap",
       [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> std::optional<Ball> {
         const Outcome<Matrix<Ball>> predicted = theory::predict_map(context.loss, record.manifold, *context.spectrum);
         if (!predicted) return {};
         return enclose_map_gap(context, certified, *predicted);
       }});
}

// The loss whose factor a hasty reader would put in the place of this one's.
Loss exchanged(Loss loss) { return loss == Loss::product ? Loss::sum : Loss::product; }

std::string factor_text(Loss loss) {
  if (loss == Loss::none) return "1";
  return loss == Loss::product ? "s_i/(s_i + lambda)" : "1 - lambda/s_i";
}

Finding maps_of_another_loss(const LaeContext& context) {
  const Ball lambda(context.instance.lambda(), Precision::of_digits(context.effort.digits + 20));
  return over_manifolds(
      context, {"certified point C2"},
      [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) -> Decision {
        if (record.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "W2 W1 = 0"};
        const std::optional<Matrix<Ball>> twin = enclose_operator(
            *context.spectrum, record.manifold,
            [&](const Ball& s) { return theory::predict_map_factor(exchanged(context.loss), s, lambda); });
        if (!twin)
          return {.verdict = Verdict::inapplicable, .reason = "the frame of a repeated eigenvalue is not unique"};
        std::optional<std::string> witness = contradiction(context, certified, *twin);
        if (!witness) return {.reason = "the enclosures overlap"};
        return {.verdict = Verdict::refuted, .reason = *std::move(witness)};
      });
}

std::string map_method(Loss loss) {
  if (loss == Loss::sum) {
    return "W2 W1 = U D^2 U^T reduces to the claim by D^2 L = L - lambda; W2 W1 at every certified point would refute "
           "it";
  }
  return "W2 W1 = U E F G U^T reduces to the claim by F G = 1; W2 W1 at every certified point would refute it";
}

}  // namespace

LaeStatement map_statement(Loss loss) {
  const std::string factor = loss == Loss::none ? std::string() : "diag(" + factor_text(loss) + ") ";
  return {
      .info = {.id = statement_id(loss, "map"),
               .proposition = "W2 W1 = U_I " + factor + "U_I^T",
               .hypotheses = section_one_text(loss),
               .source = "[K19]",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = lemmas(loss),
               .method = map_method(loss),
               .not_proved = "nothing"},
      .decide = maps,
      .controls = {
          {.id = statement_id(loss, "map/" + theory::to_string(exchanged(loss)) + "-factor"),
           .text = "the factor " + factor_text(exchanged(loss)) + " of `" + theory::to_string(exchanged(loss)) + "`",
           .decide = [](const LaeContext& context) { return decide_sharply(context, maps_of_another_loss); },
           // Without a penalty the factors of `none` and `product` are both 1.
           .indistinguishable = [](const LaeContext& context) { return context.instance.lambda() == 0; }}}};
}

}  // namespace laecert::checks
