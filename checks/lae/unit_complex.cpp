#include "theory/topology/unit_complex.hpp"

#include <algorithm>

#include "checks/lae/statements.hpp"

namespace laecert::checks {
namespace {

constexpr Index most_points = 2000;  // each degree takes a rank modulo 2
constexpr Index most_choices = 12;   // degrees gone through; those above repeat the second one

std::optional<Finding> without_unit_complex(const LaeContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return finding;
  if (context.profile.k != 1) return claims::inapplicable_finding("k is not 1");
  if (!context.profile.is_distinct()) return claims::inapplicable_finding("an eigenvalue above lambda repeats");
  return {};
}

Finding all_by(Decision decision) {
  Finding finding;
  finding.by = {"M5"};
  finding.universal = true;
  finding.cases.push_back({"all", std::move(decision)});
  return finding;
}

// The points of each index are those of the complex, whose homology is that of a point with this boundary alone.
Finding each_bounds_both(const LaeContext& context) {
  if (std::optional<Finding> finding = without_unit_complex(context)) return *std::move(finding);
  const Index q = context.profile.q();
  if (q > most_points) return all_by({.reason = "too many eigenvalues above lambda"});
  const theory::ChainComplex complex = theory::unit_complex(q);
  const std::vector<Integer> points = theory::points_by_index(theory::predict_counts(context.profile));
  if (!std::ranges::equal(points, complex.cells, [](const Integer& a, Index b) { return a == b; }))
    return all_by({.verdict = Verdict::refuted, .reason = "the points of an index are not those of the complex"});
  if (std::optional<std::string> witness = theory::not_a_point_modulo_two(complex))
    return all_by({.verdict = Verdict::refuted, .reason = *std::move(witness)});
  const std::vector<std::vector<theory::SignedBoundary>> left =
      theory::boundaries_of_a_point(std::min(q, most_choices));
  const bool is_only = std::ranges::all_of(left, [](const std::vector<theory::SignedBoundary>& choices) {
    return choices == std::vector<theory::SignedBoundary>{{1, 1}};
  });
  return all_by(decide_equal(is_only, Verdict::exact, "another even boundary has the homology of a point"));
}

Finding each_bounds_one(const LaeContext& context) {
  if (std::optional<Finding> finding = without_unit_complex(context)) return *std::move(finding);
  const Index q = context.profile.q();
  if (q < 2) return claims::inapplicable_finding("fewer than two eigenvalues above lambda");
  const std::optional<std::string> witness =
      theory::not_a_point_modulo_two(theory::unit_complex(std::min(q, most_points), {.same = 1, .opposite = 0}));
  return all_by(decide_equal(!witness, Verdict::exact, witness.value_or("")));
}

}  // namespace

LaeStatement sum_morse_complex() {
  return {.info = {.id = "sum.morse-complex",
                   .proposition = "k = 1: in the Morse complex over Z/2 each point of index i bounds both points of "
                                  "index i-1, and its homology is that of a point",
                   .hypotheses = "k = 1, lambda > 0, lambda not an eigenvalue of S, eigenvalues above lambda distinct",
                   .source = "derived, section 5",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T5", "T8", "M5"},
                   .method = "integers: the predicted points of each index, the square and the ranks modulo 2, and all "
                             "even boundaries gone through; sum.index certifies the indices themselves",
                   .not_proved = "single trajectories: the boundary is that after a small even perturbation of the "
                                 "gradient to a Morse-Smale one (M5)"},
          .decide = each_bounds_both,
          .controls = {{.id = "sum.morse-complex/one",
                        .text = "each point bounds that of its own sign alone",
                        .decide = each_bounds_one,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
