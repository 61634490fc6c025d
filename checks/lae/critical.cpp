#include "certify/certified_point.hpp"
#include "checks/lae/statements.hpp"
#include "families/lae/predicted_point.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"

namespace laecert::checks {
namespace {

// The lemma decides every I at once; a proposed point that certify could not prove, or that an exact instance shows not
// to be critical, is told beside it.
Finding listed_points_are_critical(const LaeContext& context) {
  Finding finding = by_lemmas(
      context, Needs::section_one, context.identities.converse, {converse_lemma(context.loss), "C2"}, no_contradiction,
      {"true points within",
       [](const ManifoldRecord&, const certify::CertifiedPoint& point) { return point.distance; }});
  if (!context.spectrum || context.inapplicable || !context.allows(Verdict::exact)) return finding;
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

// A plausible wrong point: the diagonal factors of encoder and decoder.
struct WrongPoint {
  std::string id, text;
  std::function<Ball(const Ball& s, const Ball& lambda)> encoder, decoder;
};

WrongPoint wrong_point(Loss loss) {
  const auto one = [](const Ball&, const Ball&) { return Ball(1); };
  const auto two = [](const Ball&, const Ball&) { return Ball(2); };
  if (loss == Loss::none) return {"adjoint", "F = G^T for G = 2 [I_l; 0]", two, two};
  if (loss == Loss::product) {
    const auto shrunken = [](const Ball& s, const Ball& lambda) { return s / (s + Ball(2) * lambda); };
    return {"doubled", "the factor s/(s + 2 lambda)", shrunken, one};
  }
  const auto no_root = [](const Ball& s, const Ball& lambda) { return Ball(1) - lambda / s; };
  return {"no-root", "d_i = 1 - lambda/s_i without the root", no_root, no_root};
}

// The exact wrong point, enclosed: its gradient is proved not to vanish.
Decision wrong_point_is_critical(const LaeContext& context, const ManifoldRecord& record, const WrongPoint& wrong) {
  if (record.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "the point is zero"};
  const Precision precision = Precision::of_digits(context.effort.digits + 20);
  const Ball lambda(context.instance.lambda(), precision);
  const std::optional<Vector<Ball>> x = enclose_point(
      *context.spectrum, record.manifold, context.instance.k(), [&](const Ball& s) { return wrong.encoder(s, lambda); },
      [&](const Ball& s) { return wrong.decoder(s, lambda); });
  if (!x) return {.verdict = Verdict::inapplicable, .reason = "the frame of a repeated eigenvalue is not unique"};
  const Vector<Ball> gradient = context.problem.over<Ball>(precision).gradient(*x);
  const Ball norm = numeric::enclose_norm(gradient);
  if (!numeric::certainly(is_positive(norm))) return {.reason = "the enclosed gradient contains zero"};
  return {.verdict = Verdict::refuted, .reason = "|gradient| >= " + numeric::print_truncated(norm, 4)};
}

LaeControl wrong_points_are_critical(Loss loss) {
  const WrongPoint wrong = wrong_point(loss);
  const auto decide = [wrong](const LaeContext& context) {
    return over_manifolds(context, {"enclosed gradient"}, [&](const ManifoldRecord& record, const auto&) {
      return wrong_point_is_critical(context, record, wrong);
    });
  };
  return {.id = statement_id(loss, "critical/" + wrong.id),
          .text = wrong.text,
          .decide = [decide](const LaeContext& context) { return decide_sharply(context, decide); },
          .indistinguishable = {}};
}

std::string critical_method(Loss loss) {
  const std::string beside =
      ", for all k, m, I; beside it Kantorovich proves a true critical point near each proposed one, and exact "
      "instances evaluate the gradient to zero";
  if (loss == Loss::sum) {
    return "the gradient at U D O^T reduces to zero by S U = U L, D^2 L = L - lambda and orthogonality" + beside;
  }
  return "the gradient at W1 = G E U^T, W2 = U F reduces to zero by S U = U L, " +
         std::string(loss == Loss::none ? "E = 1" : "E (L + lambda) = L") + " and F G = 1" + beside;
}

}  // namespace

LaeStatement critical_statement(Loss loss) {
  return {.info = {.id = statement_id(loss, "critical"),
                   .proposition = "the listed points are critical points",
                   .hypotheses = section_one_text(loss),
                   .source = "[K19]; converse derived, section 4",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {converse_lemma(loss), "C2"},
                   .method = critical_method(loss),
                   .not_proved = "nothing"},
          .decide = listed_points_are_critical,
          .controls = {wrong_points_are_critical(loss)}};
}

}  // namespace laecert::checks
