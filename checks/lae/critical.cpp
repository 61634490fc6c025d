#include "certify/route.hpp"
#include "checks/lae/predicted_point.hpp"
#include "checks/lae/statements.hpp"
#include "numeric/decimal.hpp"

namespace laecert::checks {
namespace {

// The lemma decides every I at once; a proposed point that certify could not prove, or that an exact instance shows not
// to be critical, is told beside it.
Finding listed_points_are_critical(const SumContext& context) {
  Finding finding = by_lemmas(context, Needs::section_one, context.identities.converse, {"T6", "C2"}, no_contradiction);
  if (!context.spectrum || context.inapplicable) return finding;
  for (const ManifoldRecord& record : context.records) {
    if (!record.certified) {
      finding.cases.push_back({case_name(record.manifold), {.reason = record.certified.reason().text}});
    } else if (context.is_exact_instance() && !record.certified->exact) {
      finding.cases.push_back({case_name(record.manifold),
                               {.verdict = Verdict::refuted, .reason = "the gradient at the rational point is not 0"}});
    }
  }
  if (!context.is_exact_instance()) {
    finding.margin = largest_bound_text(context, "true points within",
                                        [](const certify::CertifiedPoint& certified) { return certified.radius; });
  }
  return finding;
}

// The exact point with d_i = 1 - lambda/s_i in place of its root, enclosed: its gradient is proved not to vanish.
Decision critical_without_root(const SumContext& context, const ManifoldRecord& record) {
  if (record.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "no d_i"};
  const Precision precision = Precision::of_digits(context.effort.digits + 20);
  const Ball lambda(context.instance.lambda(), precision);
  const std::optional<Vector<Ball>> x = enclose_symmetric_point(
      *context.spectrum, record.manifold, context.instance.k(), [&](const Ball& s) { return Ball(1) - lambda / s; });
  if (!x) return {.verdict = Verdict::inapplicable, .reason = "the frame of a repeated eigenvalue is not unique"};
  const Vector<Ball> gradient = context.problem.over<Ball>(precision).gradient(*x);
  const Ball norm = certify::enclose_norm(gradient);
  if (!numeric::certainly(is_positive(norm))) return {.reason = "the enclosed gradient contains zero"};
  return {.verdict = Verdict::refuted, .reason = "|gradient| >= " + numeric::print_truncated(norm, 4)};
}

Finding points_without_root_are_critical(const SumContext& context) {
  return over_manifolds(context, {"enclosed gradient"}, [&](const ManifoldRecord& record, const auto&) {
    return critical_without_root(context, record);
  });
}

}  // namespace

SumStatement sum_critical() {
  return {
      .info = {.id = "sum.critical",
               .proposition = "the listed points are critical points",
               .hypotheses = "lambda > 0, lambda not an eigenvalue of S",
               .source = "[K19]; converse derived, section 4",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"T6", "C2"},
               .method = "the gradient at U D O^T reduces to zero by S U = U L, D^2 L = L - lambda and orthogonality, "
                         "for all k, m, I; beside it Kantorovich proves a true critical point near each proposed "
                         "one, and exact instances evaluate the gradient to zero",
               .not_proved = "nothing"},
      .decide = listed_points_are_critical,
      .controls = {{.id = "sum.critical/no-root",
                    .text = "d_i = 1 - lambda/s_i without the root",
                    .decide = points_without_root_are_critical,
                    .indistinguishable = {}}}};
}

}  // namespace laecert::checks
