#include "families/lae/findings.hpp"

#include <algorithm>
#include <utility>

namespace laecert::checks {

std::string section_one_text(Loss loss) {
  if (loss == Loss::sum) return "lambda > 0, lambda not an eigenvalue of S";
  const std::string distinct = "k <= m, all s_i > 0 and distinct";
  return loss == Loss::none ? distinct : distinct + ", lambda > 0";
}

std::vector<std::string> completeness_lemmas(Loss loss) {
  if (loss == Loss::sum) return {"T1", "T3", "T4", "T5"};
  return {"T12"};
}

std::string converse_lemma(Loss loss) { return loss == Loss::sum ? "T6" : "T13"; }

std::string statement_id(Loss loss, const std::string& name) { return theory::to_string(loss) + "." + name; }

std::optional<Finding> blocked(const LaeContext& context, Needs needs) {
  if (needs == Needs::nothing) return {};
  if (needs == Needs::section_one) return blocked(static_cast<const CertifiedList&>(context));
  if (context.instance.lambda() > 0) return {};
  return claims::inapplicable_finding("lambda = 0");
}

namespace {

// A twin is told from the truth on some manifolds alone (not on the leading ones, say): a few are looked at again.
constexpr Index climbed_manifolds = 8;

bool has(const Finding& finding, Verdict verdict) {
  return std::any_of(finding.cases.begin(), finding.cases.end(),
                     [&](const Case& one) { return one.decision.verdict == verdict; });
}

}  // namespace

Finding decide_sharply(const LaeContext& context, const std::function<Finding(const LaeContext&)>& decide) {
  Finding finding = decide(context);
  Effort effort = context.effort;
  effort.manifolds = {.kind = Selection::Kind::sample, .count = climbed_manifolds};
  effort.route = InertiaRoute::dense;
  const auto is_open = [&] { return !has(finding, Verdict::refuted) && has(finding, Verdict::undecided); };
  while (!blocked(context) && is_open() && 2 * effort.digits <= effort.max_digits) {
    finding.interrupted = context.stop.stop_requested();
    if (finding.interrupted) return finding;
    effort.digits *= 2;
    const LaeContext finer = make_lae_context(context.loss, context.instance, decide_spectrum(context.instance, effort),
                                              effort, {.map = {.stop = context.stop}, .theory = context.theory});
    // What a stop has left of a context decides nothing.
    if (!finer.interrupted) finding = decide(finer);
  }
  return finding;
}

problem::Autoencoder<Ball> autoencoder(const LaeContext& context, const certify::CertifiedPoint& certified) {
  return problem::unpack(certified.point, context.instance.k());
}

problem::Autoencoder<Rational> exact_autoencoder(const LaeContext& context, const ManifoldRecord& record) {
  return problem::unpack(record.proposed, context.instance.k());
}

}  // namespace laecert::checks
