// The zeros of regularized Oja and the critical points of the tied loss are those of `sum`.

#include "checks/lae/algorithm_statements.hpp"
#include "checks/lae/tied_point.hpp"
#include "families/lae/identity_twins.hpp"
#include "numeric/norm.hpp"
#include "theory/lae/algorithm_identities.hpp"

namespace laecert::checks {
namespace {

TiedPoint<Ball> enclosed_point(const LaeContext& context, const certify::CertifiedPoint& certified) {
  const Precision p = Precision::of_digits(2 * context.effort.digits);
  return {numeric::lift_matrix<Ball>(context.instance.gram(), p), autoencoder(context, certified).W2,
          Ball(context.instance.lambda(), p)};
}

TiedPoint<Rational> exact_point(const LaeContext& context, const ManifoldRecord& record) {
  return {context.instance.gram(), exact_autoencoder(context, record).W2, context.instance.lambda()};
}

bool is_zero(const Matrix<Rational>& a) { return a == Matrix<Rational>::Zero(a.rows(), a.cols()); }

// A vector field that has to vanish at the decoders of all critical points of `sum`.
struct VanishingField {
  std::string name;
  Matrix<Rational> (TiedPoint<Rational>::*exact)() const;
  Matrix<Ball> (TiedPoint<Ball>::*enclosed)() const;
};

std::optional<std::string> contradiction(const VanishingField& field, const LaeContext& context,
                                         const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
  const bool differs =
      certified.exact
          ? !is_zero((exact_point(context, record).*field.exact)())
          : numeric::certainly(is_positive(enclose_norm((enclosed_point(context, certified).*field.enclosed)())));
  if (!differs) return {};
  return field.name + " is not zero at the decoder of a certified critical point";
}

Finding vanishes_where_sum_does(const LaeContext& context, const std::vector<theory::Identity>& identities,
                                std::vector<std::string> lemmas, const VanishingField& field) {
  const auto norm = [&](const ManifoldRecord&, const certify::CertifiedPoint& certified) -> std::optional<Ball> {
    return enclose_norm((enclosed_point(context, certified).*field.enclosed)());
  };
  const bool holds = all_hold(identities) && context.identities.list_is_complete();
  Finding finding = by_lemmas(context, Needs::positive_lambda, holds, std::move(lemmas),
                              [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                                return contradiction(field, context, record, certified);
                              },
                              {.name = "|" + field.name + "|", .bound = norm});
  if (!context.allows(Verdict::exact)) return finding;
  finding.margin = largest_bound_text(context, "|" + field.name + "|", [&](const certify::CertifiedPoint& certified) {
    if (certified.exact) return Ball(0);
    return enclose_norm((enclosed_point(context, certified).*field.enclosed)()).upper_end();
  });
  return finding;
}

Finding oja_zeros_are_those_of_sum(const LaeContext& context) {
  return vanishes_where_sum_does(context, theory::oja_identities(), {"T1", "T3", "T4", "T5", "T15"},
                                 {"the update", &TiedPoint<Rational>::oja, &TiedPoint<Ball>::oja});
}

Finding tied_critical_points_are_those_of_sum(const LaeContext& context) {
  std::vector<theory::Identity> identities = theory::oja_identities();
  const std::vector<theory::Identity> tied = theory::tied_identities();
  identities.insert(identities.end(), tied.begin(), tied.end());
  return vanishes_where_sum_does(
      context, identities, {"T1", "T3", "T4", "T5", "T15", "T16"},
      {"the tied gradient", &TiedPoint<Rational>::tied_gradient, &TiedPoint<Ball>::tied_gradient});
}

constexpr std::string_view not_proved =
    "the list itself rests on sum.only-critical-points; the steps between the identities are human reasoning";

}  // namespace

LaeStatement oja_zeros() {
  return {
      .info = {.id = "oja.zeros",
               .proposition = "the zeros of regularized Oja are the decoders of the critical points of `sum`",
               .hypotheses = "lambda > 0",
               .source = "[K19]; [O82]; proof derived, section 4",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"T1", "T3", "T4", "T5", "T15"},
               .method = "identities oja.decoder and oja.encoder in the free algebra; the update at every certified "
                         "point of `sum` would refute it",
               .not_proved = std::string(not_proved) + " (T15)"},
      .decide = oja_zeros_are_those_of_sum,
      .controls = {{.id = "oja.zeros/penalty",
                    .text = "the update with 2 lambda W; a sign changed in its combination",
                    .decide = [](const LaeContext&) { return decide_twins(theory::oja_identities()); },
                    .indistinguishable = {}}}};
}

LaeStatement tied_critical() {
  return {
      .info = {.id = "tied.critical",
               .proposition = "the critical points of the tied loss are the decoders of those of `sum`",
               .hypotheses = "lambda > 0",
               .source = "[K19]; proof derived, section 4",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"T1", "T3", "T4", "T5", "T15", "T16"},
               .method = "identities tied.gradient, tied.lyapunov and tied.oja in the free algebra; the tied gradient "
                         "at every certified point of `sum` would refute it",
               .not_proved = std::string(not_proved) + " (T15, T16)"},
      .decide = tied_critical_points_are_those_of_sum,
      .controls = {{.id = "tied.critical/one-sided",
                    .text = "the gradient without R^T; lambda halved; a sign changed",
                    .decide = [](const LaeContext&) { return decide_twins(theory::tied_identities()); },
                    .indistinguishable = {}}}};
}

}  // namespace laecert::checks
