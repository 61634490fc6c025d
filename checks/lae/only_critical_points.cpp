#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "checks/lae/statements.hpp"
#include "checks/lae/subdivision.hpp"
#include "families/lae/identity_twins.hpp"

namespace laecert::checks {
namespace {

using Ranks = std::vector<Index>;

// All (l_1, .., l_r) with 0 <= l_e <= m_e from the place e on and at most k in all: by T5 and T12, together with T6 and
// T13, there are critical points with these ranks on the eigenspaces, and no others.
void add_admissible(std::set<Ranks>& all, const Ranks& multiplicities, Ranks& ranks, Index left) {
  if (ranks.size() == multiplicities.size()) {
    all.insert(ranks);
    return;
  }
  for (Index l = 0; l <= std::min(multiplicities[ranks.size()], left); ++l) {
    ranks.push_back(l);
    add_admissible(all, multiplicities, ranks, left - l);
    ranks.pop_back();
  }
}

std::set<Ranks> admissible_ranks(const theory::Profile& profile) {
  std::set<Ranks> all;
  Ranks ranks;
  add_admissible(all, profile.multiplicities, ranks, profile.k);
  return all;
}

Case refuted_list(const Ranks& ranks, const std::string& fault) {
  const std::string name = fmt::format("({})", fmt::join(ranks, ","));
  return {name, {.verdict = Verdict::refuted, .margin = {}, .reason = "the ranks " + name + " " + fault}};
}

// Holds the list itself against the lemmas: each admissible rank vector occurs in it once, and no other one does.
std::vector<Case> faults_of_the_list(const LaeContext& context) {
  std::vector<Case> faults;
  std::set<Ranks> missing = admissible_ranks(context.profile);
  for (const ManifoldRecord& record : context.records) {
    const Ranks ranks = theory::rank_vector_of(context.profile, record.manifold);
    if (missing.erase(ranks) == 0) faults.push_back(refuted_list(ranks, "are listed twice, or have no critical point"));
  }
  for (const Ranks& ranks : missing) faults.push_back(refuted_list(ranks, "have critical points, and are not listed"));
  return faults;
}

// Without the lemmas, which are exact, the enclosures of a complete search are left: for `sum`, where it is small.
Finding only_critical_points(const LaeContext& context) {
  const bool by_search = !context.allows(Verdict::exact) && context.allows(Verdict::enclosed);
  if (by_search && context.loss == Loss::sum) {
    return decide_by_subdivision(context, context.predicted.manifolds({}));
  }
  Finding finding = by_lemmas(context, Needs::section_one, context.identities.list_is_complete(),
                              completeness_lemmas(context.loss), no_contradiction);
  // A sample is drawn by the rule, not from a list that could lack something.
  if (blocked(context) || context.sampled) return finding;
  for (Case& fault : faults_of_the_list(context)) finding.cases.push_back(std::move(fault));
  return finding;
}

// Each identity of the proof with one sign changed, by normal form and at random rational matrices.
Finding with_a_sign_changed(const LaeContext& context) {
  if (context.loss == Loss::sum) return decide_twins(theory::balance_identities(), theory::trace_identities());
  return decide_twins(theory::commuting_identities(context.loss));
}

// The list of `sum` is proved in Coq for distinct eigenvalues above lambda.
bool completeness_theorem_applies(const LaeContext& context) {
  return context.loss != Loss::sum || (context.spectrum && context.spectrum->distinct_above);
}

std::string completeness_method(Loss loss) {
  if (loss == Loss::sum) {
    return "identities (1) to (4) and those of the later steps decided in the free algebra; hypotheses decided on the "
           "instance; with --evidence enclosed by subdivision, for k = 1, m <= 4 and for m = 2, k >= 2";
  }
  return "identities (m1) to (m4) decided in the free algebra: W2 W1 commutes with S^2 S'^-1; hypotheses decided on "
         "the "
         "instance";
}

}  // namespace

LaeStatement only_critical_points_statement(Loss loss) {
  return {.info = {.id = statement_id(loss, "only-critical-points"),
                   .proposition = "every critical point is in the list",
                   .hypotheses = section_one_text(loss),
                   .source = "[K19]; proof derived, section 4",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = completeness_lemmas(loss),
                   .method = completeness_method(loss),
                   .not_proved = std::string("the steps between the identities are human reasoning (") +
                                 (loss == Loss::sum ? "T3 to T5; by subdivision S1 to S7)" : "T12)")},
          .decide = only_critical_points,
          .controls = {{.id = statement_id(loss, "only-critical-points/sign"),
                        .text = "one identity with a sign changed",
                        .decide = with_a_sign_changed,
                        .indistinguishable = {}}},
          .theorems_apply = completeness_theorem_applies};
}

}  // namespace laecert::checks
