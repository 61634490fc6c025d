#include "checks/lae/statements.hpp"
#include "checks/lae/witness.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

template <numeric::Scalar S>
Matrix<S> imbalance(const problem::Autoencoder<S>& w) {
  const Matrix<S> w1t = w.W1.transpose();
  const Matrix<S> w2t = w.W2.transpose();
  return numeric::product(w.W1, w1t) - numeric::product(w2t, w.W2);
}

Ball enclose_imbalance(const LaeContext& context, const certify::CertifiedPoint& certified) {
  return enclose_norm(imbalance(autoencoder(context, certified)));
}

Finding balanced(const LaeContext& context) {
  return by_lemmas(context, Needs::positive_lambda, context.identities.balance && context.identities.gradients,
                   {"T1", "T2"},
                   [&](const ManifoldRecord&, const auto& certified) -> std::optional<std::string> {
                     if (!numeric::certainly(is_positive(enclose_imbalance(context, certified)))) return {};
                     return "W1 W1^T - W2^T W2 is not zero at a certified critical point";
                   },
                   {"enclosed gap", [&](const ManifoldRecord&, const certify::CertifiedPoint& certified) {
                      return enclose_imbalance(context, certified);
                    }});
}

Finding balanced_without_penalty(const LaeContext&) {
  const Witness witness = unbalanced_witness(problem::Regularization::none);
  return refuted_by(is_critical(witness) && imbalance(witness.point)(0, 0) != 0,
                    "S = (1): W1 = (1/2), W2 = (2) is critical for `none`, W1 W1^T - W2^T W2 = (-15/4)");
}

}  // namespace

LaeStatement sum_balanced() {
  return {.info = {.id = "sum.balanced",
                   .proposition = "W1 W1^T = W2^T W2 at every critical point",
                   .hypotheses = "lambda > 0",
                   .source = "[K19]; identity (1)",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T1", "T2"},
                   .method = "identity (1): g1 W1^T - W2^T g2 = lambda (W1 W1^T - W2^T W2) in the free algebra",
                   .not_proved = "nothing"},
          .decide = balanced,
          .controls = {{.id = "sum.balanced/none",
                        .text = "for the loss `none`",
                        .decide = balanced_without_penalty,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
