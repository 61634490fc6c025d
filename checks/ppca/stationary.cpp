#include <algorithm>

#include "checks/ppca/statements.hpp"
#include "families/lae/identity_twins.hpp"
#include "families/lae/predicted_point.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "theory/ppca/identities.hpp"

namespace laecert::checks {
namespace {

// A rational point that is not stationary. What certify could not prove says nothing against the lemma.
std::optional<Case> stationary_contradiction(const PpcaContext& context, const PpcaRecord& record) {
  if (!record.likelihood || !context.is_exact_instance() || record.likelihood->exact) return {};
  return Case{case_name(record.sum.manifold),
              {.verdict = Verdict::refuted, .margin = {}, .reason = "the gradient at the rational weights is not 0"}};
}

bool all_certified(const PpcaContext& context) {
  return !context.records.empty() &&
         std::all_of(context.records.begin(), context.records.end(),
                     [](const PpcaRecord& record) { return static_cast<bool>(record.likelihood); });
}

std::string largest_radius_text(const PpcaContext& context) {
  Ball largest(0);
  for (const PpcaRecord& record : context.records) {
    if (!record.likelihood) return {};
    largest = larger(largest, record.likelihood->radius);
  }
  if (largest.contains(Rational(0))) return {};
  return "true points within " + numeric::print_below(largest);
}

// The lemma decides every I at once; beside it every certified point is told that is not as predicted.
Finding weights_are_stationary(const PpcaContext& context) {
  const bool holds = all_hold(theory::ppca_stationary_identities());
  std::vector<std::string> by{"T22"};
  if (all_certified(context)) by.emplace_back("C2");
  Finding finding = by_lemmas(context, holds, by, [](const PpcaRecord&) { return std::optional<std::string>(); });
  if (blocked(context)) return finding;
  for (const PpcaRecord& record : context.records) {
    if (std::optional<Case> wrong = stationary_contradiction(context, record))
      finding.cases.push_back(*std::move(wrong));
  }
  finding.margin = largest_radius_text(context);
  return finding;
}

// W = U_I diag(sqrt(s_i/n)) O^T: its gradient, enclosed, is proved not to vanish.
Decision decide_without_noise(const PpcaContext& context, const PpcaRecord& record) {
  if (record.sum.manifold.rank == 0) return {.verdict = Verdict::inapplicable, .reason = "the point is zero"};
  const theory::Spectrum& spectrum = *context.sum.spectrum;
  const Index k = context.sum.instance.k();
  const OfEigenvalue root = [&](const Ball& s) { return sqrt(s / Ball(context.samples())); };
  const std::optional<Vector<Ball>> x = enclose_point(spectrum, record.sum.manifold, k, root, root);
  if (!x) return {.verdict = Verdict::inapplicable, .reason = "the frame of a repeated eigenvalue is not unique"};
  const Vector<Ball> weights = problem::pack_weights(problem::unpack(*x, k).W2);
  const Ball norm = numeric::enclose_norm(context.models->likelihood.over<Ball>(spectrum.precision).gradient(weights));
  if (!numeric::certainly(is_positive(norm))) return {.reason = "the enclosed gradient contains zero"};
  return {.verdict = Verdict::refuted, .reason = "|gradient| >= " + numeric::print_truncated(norm, 4)};
}

Finding weights_without_noise_are_stationary(const PpcaContext& context) {
  return over_manifolds(context, {"enclosed gradient"},
                        [&](const PpcaRecord& record) { return decide_without_noise(context, record); });
}

}  // namespace

PpcaStatement ppca_stationary() {
  return {.info = {.id = "ppca.stationary",
                   .proposition = "W = U_I diag(sqrt(s_i/n - v)) O^T is a stationary point of the likelihood",
                   .hypotheses = ppca_hypotheses,
                   .source = "[TB99]; section 6, P1",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T22", "C2"},
                   .method = "identities ppca.covariance and ppca.stationary in the free algebra, for all k, m, n, I; "
                             "beside them certify proves a true stationary point near each predicted one, and exact "
                             "instances evaluate the gradient to zero",
                   .not_proved = ppca_not_proved},
          .decide = weights_are_stationary,
          .controls = {{.id = "ppca.stationary/without-noise",
                        .text = "W = U_I diag(sqrt(s_i/n)) O^T, without - v",
                        .decide = weights_without_noise_are_stationary,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
