#include "checks/lae/statements.hpp"
#include "checks/lae/witness.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

// |W2 W2^T S - S W2 W2^T|: left singular vectors of W2 with d > 0 are eigenvectors of S exactly if W2 W2^T commutes
// with S on distinct values.
Ball enclose_commutator(const LaeContext& context, const certify::CertifiedPoint& certified) {
  const Precision precision = Precision::of_digits(context.effort.digits + 20);
  const problem::Autoencoder<Ball> w = autoencoder(context, certified);
  const Matrix<Ball> s = numeric::lift_matrix<Ball>(context.instance.gram(), precision);
  const Matrix<Ball> w2t = w.W2.transpose();
  const Matrix<Ball> p = numeric::product(w.W2, w2t);
  return enclose_norm(numeric::product(p, s) - numeric::product(s, p));
}

std::optional<std::string> does_not_commute(const LaeContext& context, const certify::CertifiedPoint& certified) {
  const Ball gap = enclose_commutator(context, certified);
  if (!numeric::certainly(is_positive(gap))) return {};
  return "|W2 W2^T S - S W2 W2^T| >= " + numeric::print_truncated(gap, 4);
}

Finding principal_directions(const LaeContext& context) {
  if (context.spectrum && !context.spectrum->distinct_above) {
    return claims::inapplicable_finding("an eigenvalue above lambda repeats");
  }
  return by_lemmas(context, Needs::section_one, context.identities.converse && context.identities.list_is_complete(),
                   {"T5", "T6", "T7"},
                   [&](const ManifoldRecord&, const certify::CertifiedPoint& certified) {
                     return does_not_commute(context, certified);
                   },
                   {"enclosed commutator", [&](const ManifoldRecord&, const certify::CertifiedPoint& certified) {
                      return enclose_commutator(context, certified);
                    }});
}

// W2 = 0 is critical; every unit vector is a left singular vector of it, (3/5, 4/5) among them.
Finding also_for_zero(const LaeContext&) {
  const Vector<Rational> s{{Rational(2), Rational(1)}};
  const Matrix<Rational> zero = Matrix<Rational>::Constant(2, 1, Rational(0));
  const Witness witness{
      problem::Instance::from_spectrum(s, {.name = "S = diag(2, 1)", .k = 1, .lambda = Rational(1, 2)}),
      problem::Regularization::sum,
      {zero.transpose(), zero}};
  const Vector<Rational> u{{Rational(3, 5), Rational(4, 5)}};
  const Vector<Rational> su = witness.instance.gram().lazyProduct(u);
  const bool is_eigenvector = su(0) * u(1) == su(1) * u(0);
  return refuted_by(
      is_critical(witness) && !is_eigenvector,
      "S = diag(2, 1), lambda = 1/2: W2 = 0 has the left singular vector (3/5, 4/5), no eigenvector of S");
}

}  // namespace

LaeStatement sum_principal_directions() {
  return {.info = {.id = "sum.principal-directions",
                   .proposition = "the left singular vectors of W2 with d > 0 are principal directions",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S, eigenvalues above lambda distinct",
                   .source = "[K19]",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T5", "T6", "T7"},
                   .method = "by sum.map W2 W2^T = U_I diag(d_i^2) U_I^T with distinct d_i; a certified W2 W2^T that "
                             "does not commute with S would refute it",
                   .not_proved = "nothing"},
          .decide = principal_directions,
          .controls = {{.id = "sum.principal-directions/zero",
                        .text = "also for d = 0",
                        .decide = also_for_zero,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
