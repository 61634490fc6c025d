#include "checks/lae/statements.hpp"
#include "checks/lae/witness.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"

namespace laecert::checks {
namespace {

Ball enclose_transpose_gap(const LaeContext& context, const certify::CertifiedPoint& certified) {
  const problem::Autoencoder<Ball> w = autoencoder(context, certified);
  return enclose_norm(w.W1 - w.W2.transpose());
}

std::optional<std::string> gap_is_positive(const LaeContext& context, const certify::CertifiedPoint& certified) {
  const Ball gap = enclose_transpose_gap(context, certified);
  if (!numeric::certainly(is_positive(gap))) return {};
  return "|W1 - W2^T| >= " + numeric::print_truncated(gap, 4) + " at a certified critical point";
}

std::optional<std::string> contradiction(const LaeContext& context, const ManifoldRecord& record,
                                         const certify::CertifiedPoint& certified) {
  if (!certified.exact) return gap_is_positive(context, certified);
  const problem::Autoencoder<Rational> w = exact_autoencoder(context, record);
  if (w.W1 == w.W2.transpose()) return {};
  return "W1 is not W2^T at an exact critical point";
}

Finding transposes(const LaeContext& context) {
  Finding finding =
      by_lemmas(context, Needs::positive_lambda, context.identities.list_is_complete(), {"T1", "T3", "T4"},
                [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                  return contradiction(context, record, certified);
                },
                {"enclosed gap", [&](const ManifoldRecord&, const certify::CertifiedPoint& certified) {
                   return enclose_transpose_gap(context, certified);
                 }});
  finding.margin = largest_bound_text(context, "enclosed gap", [&](const certify::CertifiedPoint& certified) {
    return certified.exact ? Ball(0) : enclose_transpose_gap(context, certified).upper_end();
  });
  return finding;
}

Finding transposes_at_lambda_zero(const LaeContext&) {
  const Witness witness = unbalanced_witness(problem::Regularization::sum);
  const Matrix<Rational> difference = witness.point.W1 - witness.point.W2.transpose();
  return refuted_by(is_critical(witness) && difference(0, 0) != 0,
                    "S = (1), lambda = 0: W1 = (1/2), W2 = (2) is critical, W1 - W2^T = (-3/2)");
}

}  // namespace

LaeStatement sum_transpose() {
  return {.info = {.id = "sum.transpose",
                   .proposition = "W1 = W2^T at every critical point",
                   .hypotheses = "lambda > 0",
                   .source = "[K19] transpose theorem",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T1", "T3", "T4"},
                   .method = "identities (1) to (4) decided in the free algebra for all k, m, S, lambda; the enclosed "
                             "gap |W1 - W2^T| at every certified point would refute it",
                   .not_proved = "nothing; the steps between the identities are human reasoning (T3, T4)"},
          .decide = transposes,
          .controls = {{.id = "sum.transpose/lambda-zero",
                        .text = "the same with lambda >= 0",
                        .decide = transposes_at_lambda_zero,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
