#include "theory/lae/morse_bott.hpp"
#include "checks/lae/statements.hpp"

namespace laecert::checks {
namespace {

Finding morse_bott(const LaeContext& context, theory::IndexRule rule) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  if (!context.profile.is_distinct()) return claims::inapplicable_finding("an eigenvalue above lambda repeats");
  Finding finding;
  finding.by = {"integer polynomials", "T9"};
  finding.universal = true;
  if (!theory::is_countable(context.profile, rule)) {
    finding.cases.push_back({"all", {.reason = "too many ranks and indices to count"}});
    return finding;
  }
  const theory::MorseBottFinding identity =
      theory::decide_morse_bott(theory::predict_counts(context.profile, rule), context.profile.k);
  finding.cases.push_back({"all", decide_equal(identity.holds, Verdict::exact, identity.witness)});
  return finding;
}

LaeControl wrong_rule(std::string id, std::string text, theory::IndexRule rule) {
  return {.id = "sum.morse-bott/" + std::move(id),
          .text = std::move(text),
          .decide = [rule](const LaeContext& context) { return morse_bott(context, rule); },
          .indistinguishable =
              [rule](const LaeContext& context) {
                return !blocked(context) && theory::is_countable(context.profile, rule) &&
                       theory::predict_counts(context.profile, rule) == theory::predict_counts(context.profile);
              }};
}

}  // namespace

LaeStatement sum_morse_bott() {
  using theory::IndexRule;
  return {.info = {.id = "sum.morse-bott",
                   .proposition = "the Morse-Bott identity over Z/2 for the predicted indices of all manifolds",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S, eigenvalues above lambda distinct",
                   .source = "Morse-Bott; derived, section 5",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T9"},
                   .method = "integer polynomials from the counts by rank and index, without enumeration; sum.index "
                             "certifies the indices themselves",
                   .not_proved = "the identity is necessary for correct indices, not sufficient"},
          .decide = [](const LaeContext& context) { return morse_bott(context, IndexRule::predicted); },
          .controls = {wrong_rule("doubled", "the (k-l)(q-l) term doubled", IndexRule::doubled_normal_term),
                       wrong_rule("no-inversions", "inv dropped", IndexRule::without_inversions),
                       wrong_rule("m-for-q", "q replaced by m", IndexRule::all_for_above_threshold)}};
}

}  // namespace laecert::checks
