#include "theory/topology/unit_complex.hpp"

#include <fmt/format.h>

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

const std::vector<std::string> complex_lemmas{"T5", "T6", "T8", "M5"};

Finding all_by(Decision decision) {
  Finding finding;
  finding.by = complex_lemmas;
  finding.universal = true;
  finding.cases.push_back({"all", std::move(decision)});
  return finding;
}

// What is wrong with the complex, counted and gone through in integers; nothing where it is that of M5.
std::optional<std::string> fault_of(const theory::ChainComplex& complex, const theory::Profile& profile) {
  const std::vector<Integer> points = theory::points_by_index(theory::predict_counts(profile));
  if (!std::ranges::equal(points, complex.cells, [](const Integer& a, Index b) { return a == b; }))
    return "the points of an index are not those of the complex";
  if (std::optional<std::string> witness = theory::not_a_point_modulo_two(complex)) return witness;
  const auto is_both = [](const std::vector<theory::SignedBoundary>& choices) {
    return choices == std::vector<theory::SignedBoundary>{{1, 1}};
  };
  if (!std::ranges::all_of(theory::boundaries_of_a_point(profile.q(), most_choices), is_both))
    return "another even boundary has the homology of a point";
  return {};
}

// The indices that M5 takes from T8.
std::optional<std::string> wrong_index(const ManifoldRecord& record, const certify::CertifiedPoint& certified,
                                       Index q) {
  const Index expected = record.manifold.rank == 0 ? q : record.manifold.index_set.front() - 1;
  if (certified.inertia.negative == expected) return {};
  return fmt::format("index {} proved at a point of index {} in the complex", certified.inertia.negative, expected);
}

// The points of each index are those of the complex, whose homology is that of a point with this boundary alone.
Finding each_bounds_both(const LaeContext& context) {
  if (std::optional<Finding> finding = without_unit_complex(context)) return *std::move(finding);
  const Index q = context.profile.q();
  if (q > most_points) return all_by({.reason = "too many eigenvalues above lambda"});
  if (std::optional<std::string> fault = fault_of(theory::unit_complex(q), context.profile))
    return all_by({.verdict = Verdict::refuted, .reason = *std::move(fault)});
  return by_lemmas(context, Needs::section_one, context.identities.list_is_complete() && context.identities.converse,
                   complex_lemmas, [q](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                     return wrong_index(record, certified, q);
                   });
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
  return {
      .info = {.id = "sum.morse-complex",
               .proposition = "k = 1: in the Morse complex over Z/2 each point of index i bounds both points of "
                              "index i-1, and its homology is that of a point",
               .hypotheses = "k = 1, lambda > 0, lambda not an eigenvalue of S, eigenvalues above lambda distinct",
               .source = "derived, section 5",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"T5", "T6", "T8", "M5"},
               .method = "integers: the predicted points of each index, the square and the ranks modulo 2, and all "
                         "even boundaries gone through; sum.index certifies the indices themselves",
               .not_proved = "single trajectories of the gradient itself, which need not be Morse-Smale; M5 is human "
                             "reasoning"},
      .decide = each_bounds_both,
      .controls = {{.id = "sum.morse-complex/one",
                    .text = "each point bounds that of its own sign alone",
                    .decide = each_bounds_one,
                    .indistinguishable = {}}}};
}

}  // namespace laecert::checks
