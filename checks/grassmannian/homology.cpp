#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "checks/grassmannian/family.hpp"
#include "numeric/running.hpp"

namespace laecert::checks {
namespace {

using theory::ChainComplex;
using theory::Grassmannian;
using theory::Homology;
using theory::TrajectoryRule;

// Larger complexes are not built: the lemmas alone decide.
constexpr long most_planes = 4000;

bool is_built(const Grassmannian& gr) { return theory::count_planes(gr) <= most_planes; }

Finding all_by(std::vector<std::string> lemmas, Decision decision) {
  Finding finding;
  finding.by = std::move(lemmas);
  finding.universal = true;
  finding.cases.push_back({"all", std::move(decision)});
  return finding;
}

std::string edge_text(const theory::Rotations& rotations) {
  return fmt::format("{{{}}} -> {{{}}}", fmt::join(rotations.from, ","), fmt::join(rotations.to, ","));
}

// The first pair of trajectories whose signed count is not that of the closed form, among those from the index sets
// that there are, or from {1..k-1,k+1} alone where there are too many.
std::optional<std::string> wrong_count(const Grassmannian& gr, TrajectoryRule rule) {
  std::optional<std::string> witness;
  const auto look = [&](const std::vector<Index>& index_set) {
    for (const theory::Rotations& rotations : theory::predict_rotations(index_set)) {
      const int count = theory::signed_count(rotations, rule);
      const int predicted = theory::predict_signed_count(index_set, rotations.turned);
      if (!witness && count != predicted)
        witness = fmt::format("{}: {} counted, {} predicted", edge_text(rotations), count, predicted);
    }
  };
  if (is_built(gr)) {
    theory::for_each_plane(gr, look);
    return witness;
  }
  std::vector<Index> lowest(static_cast<std::size_t>(gr.k));
  for (std::size_t i = 0; i < lowest.size(); ++i) lowest[i] = static_cast<Index>(i) + 1;
  ++lowest.back();
  look(lowest);
  return witness;
}

ChainComplex complex_of(const Grassmannian& gr, TrajectoryRule rule) {
  return is_built(gr) ? theory::morse_complex(gr, rule) : theory::lowest_degrees(gr, rule);
}

Decision decide_boundary(const Grassmannian& gr, TrajectoryRule rule) {
  if (std::optional<std::string> witness = wrong_count(gr, rule))
    return {.verdict = Verdict::refuted, .reason = *std::move(witness)};
  std::optional<std::string> witness = theory::broken_square(complex_of(gr, rule));
  return decide_equal(!witness, Verdict::exact, witness.value_or(""));
}

// Degree by degree, Z first: what is computed against what is predicted. Of a complex cut off above degree 1 degree 0
// alone is that of the whole.
std::optional<std::string> wrong_homology(const Homology& computed, const Homology& predicted, std::size_t degrees) {
  for (std::size_t n = 0; n < degrees; ++n) {
    const std::string found = theory::group_text(computed, n), expected = theory::group_text(predicted, n);
    if (found != expected) return fmt::format("H_{} is {}, predicted {}", n, found, expected);
    if (computed.over_two[n] != predicted.over_two[n])
      return fmt::format("the Betti number of degree {} over Z/2 is {}, predicted {}", n, computed.over_two[n].str(),
                         predicted.over_two[n].str());
  }
  return {};
}

Decision decide_homology(const Grassmannian& gr, TrajectoryRule rule) {
  const ChainComplex complex = complex_of(gr, rule);
  if (std::optional<std::string> witness = theory::broken_square(complex))
    return {.verdict = Verdict::refuted, .reason = *std::move(witness)};
  // Without its top degrees H_0 is that of the whole, which is Z, Z/2 for every size (M3).
  Homology predicted{.over_rationals = {1}, .over_two = {1}, .torsion = {{}}};
  if (is_built(gr)) predicted = theory::predict_homology(gr);
  std::optional<std::string> witness =
      wrong_homology(theory::homology_of(complex), predicted, is_built(gr) ? complex.cells.size() : 1);
  return decide_equal(!witness, Verdict::exact, witness.value_or(""));
}

Finding boundary(const GrassmannianContext& context, TrajectoryRule rule) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  return all_by({"M2"}, decide_boundary(context.gr, rule));
}

Finding homology(const GrassmannianContext& context, TrajectoryRule rule) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  return all_by({"M2", "M3"}, decide_homology(context.gr, rule));
}

std::string limit_text() {
  return fmt::format(
      "on more than {} index sets the complex is not built: there the lemma alone decides, which is human "
      "reasoning",
      most_planes);
}

}  // namespace

GrassmannianStatement grassmannian_boundary() {
  return {
      .info = {.id = "grassmannian.boundary",
               .proposition = "two trajectories, rotations of u_i into +-u_(i-1), lead from I to I - {i} + {i-1}, "
                              "with the signed count +-(1 + (-1)^(a+b)); the square of the boundary is zero",
               .hypotheses = "1 <= k < m, eigenvalues of S distinct",
               .source = "derived, section 5",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"M2"},
               .method = "integers: signs from frames carried along the rotations, against the closed form; the "
                         "square of the boundary matrices",
               .not_proved = limit_text()},
      .decide = [](const GrassmannianContext& context) { return boundary(context, TrajectoryRule::both); },
      .controls = {
          {.id = "grassmannian.boundary/one-trajectory",
           .text = "one of the two trajectories dropped",
           .decide = [](const GrassmannianContext& context) { return boundary(context, TrajectoryRule::one_dropped); },
           .indistinguishable = {}}}};
}

GrassmannianStatement grassmannian_homology() {
  return {
      .info = {.id = "grassmannian.homology",
               .proposition = "the homology of that complex over Z, Q and Z/2 is that of the Grassmannian: over Z/2 "
                              "the Gaussian binomial, one class for each I",
               .hypotheses = "1 <= k < m, eigenvalues of S distinct",
               .source = "[K19] appendix; derived, section 5",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"M2", "M3"},
               .method = "Smith normal forms of the boundary matrices, and ranks over Q and Z/2, against closed "
                         "forms in Gaussian binomials",
               .not_proved = limit_text()},
      .decide = [](const GrassmannianContext& context) { return homology(context, TrajectoryRule::both); },
      .controls = {
          {.id = "grassmannian.homology/flipped",
           .text = "the sign of one trajectory into {1..k} flipped",
           .decide = [](const GrassmannianContext& context) { return homology(context, TrajectoryRule::one_flipped); },
           .indistinguishable = {}}}};
}

}  // namespace laecert::checks
