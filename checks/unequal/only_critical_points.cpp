#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "checks/unequal/statements.hpp"
#include "checks/unequal/unit_twins.hpp"
#include "theory/unequal/identities.hpp"

namespace laecert::checks {
namespace {

using Units = std::vector<Index>;

// Unit by unit, an index within reach that no unit before has taken, or none: by U3 and U4 there are critical points of
// these injections, and no others.
void add_admissible_units(std::set<Units>& all, const theory::UnitProfile& profile, Units& units) {
  if (units.size() == profile.reach.size()) {
    all.insert(units);
    return;
  }
  const Index reach = profile.reach[units.size()];
  for (Index j = 0; j <= reach; ++j) {
    if (j > 0 && std::find(units.begin(), units.end(), j) != units.end()) continue;
    units.push_back(j);
    add_admissible_units(all, profile, units);
    units.pop_back();
  }
}

Case fault_of(const Units& units, const std::string& fault) {
  const std::string name = fmt::format("({})", fmt::join(units, ","));
  return {name, {.verdict = Verdict::refuted, .margin = {}, .reason = "the units " + name + " " + fault}};
}

// Holds the list itself against the lemmas: each admissible injection occurs in it once, and no other one does.
std::vector<Case> faults_of_injections(const UnequalContext& context) {
  std::vector<Case> faults;
  std::set<Units> missing;
  Units units;
  add_admissible_units(missing, context.profile, units);
  for (const ManifoldRecord& record : context.records) {
    if (missing.erase(record.manifold.index_set) == 0)
      faults.push_back(fault_of(record.manifold.index_set, "are listed twice, or have no critical point"));
  }
  for (const Units& one : missing) faults.push_back(fault_of(one, "have critical points, and are not listed"));
  return faults;
}

Finding only_injections(const UnequalContext& context) {
  Finding finding =
      by_unit_lemmas(context, context.identities.list_is_complete(), {"U1", "U2", "U3"}, no_contradiction);
  // A sample is drawn by the rule, not from a list that could lack something.
  if (blocked(context) || context.sampled) return finding;
  for (Case& fault : faults_of_injections(context)) finding.cases.push_back(std::move(fault));
  return finding;
}

template <class Identity>
Case twin_case(const Identity& identity, bool at_random_point) {
  const bool by_normal_form = theory::wrong_twin_holds(identity);
  if (by_normal_form != at_random_point) return {identity.id, {.reason = "the two routes disagree"}};
  if (by_normal_form) return {identity.id, {.verdict = Verdict::exact}};
  return {identity.id, {.verdict = Verdict::refuted, .reason = "the two sides have different normal forms"}};
}

}  // namespace

Finding decide_unit_twins(const std::vector<std::string>& ids) {
  const auto is_asked_for = [&](const std::string& id) {
    return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  Finding finding;
  finding.by = {"normal form", "random rational matrices"};
  const numeric::Assignment at = theory::random_unit_assignment(1, 2, 3);
  for (const theory::Identity& one : theory::unit_completeness_identities()) {
    if (!one.relations.equations().empty() || !is_asked_for(one.id)) continue;
    finding.cases.push_back(twin_case(one, theory::wrong_twin_holds_at(one, at)));
  }
  for (const theory::TraceIdentity& one : theory::unit_trace_identities()) {
    if (is_asked_for(one.id))
      finding.cases.push_back(twin_case(one, evaluate(one.left, at) == evaluate(one.wrong_right, at)));
  }
  return finding;
}

UnequalStatement unequal_only_critical_points() {
  return {.info = {.id = "unequal.only-critical-points",
                   .proposition = "every critical point is in the list",
                   .hypotheses = unequal_hypotheses,
                   .source = "proof derived, section 9",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"U1", "U2", "U3"},
                   .method = "the identities u1 to u12 decided in the free algebra: A A^T and then A B^T commute with "
                             "Lambda^2, so both are diagonal, and each row is an eigenvector; hypotheses decided on "
                             "the instance; the list is held against all partial injections",
                   .not_proved = "the steps between the identities are human reasoning (U2, U3)"},
          .decide = only_injections,
          .controls = {{.id = "unequal.only-critical-points/sign",
                        .text = "one identity with a sign changed, or Lambda on one side only",
                        .decide = [](const UnequalContext&) { return decide_unit_twins(); },
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
