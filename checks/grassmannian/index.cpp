#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "checks/grassmannian/family.hpp"
#include "numeric/decimal.hpp"
#include "theory/topology/chart_identities.hpp"

namespace laecert::checks {
namespace {

// Whether s_1 > s_2 > ...: then s_j > s_i exactly where j < i, for every pair at once.
bool is_decreasing(const std::vector<Ball>& values) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (!numeric::certainly(is_less(values[i], values[i - 1]))) return false;
  }
  return true;
}

Finding index_is_inversions(const GrassmannianContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  Finding finding;
  finding.by = {"M1"};
  finding.universal = true;
  Decision decision{.verdict = Verdict::exact};
  if (!theory::holds(theory::chart_identity()) || theory::wrong_twin_holds(theory::chart_identity())) {
    decision = {.verdict = Verdict::refuted, .reason = "an identity of the proof is false"};
  } else if (!is_decreasing(context.spectrum->values)) {
    decision = {.reason = "the eigenvalues are not separated"};
  }
  if (context.spectrum->least_gap) decision.margin = "gap " + numeric::print_truncated(*context.spectrum->least_gap, 4);
  finding.cases.push_back({"all", std::move(decision)});
  return finding;
}

// #{(i, j) : i in I, j not in I, j > i} at the planes {1..k} and {m-k+1..m}: s_j > s_i for none of them, and for all.
Finding index_is_reversed(const GrassmannianContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  Finding finding;
  finding.by = {"M1"};
  Decision decision{.reason = "the eigenvalues are not separated"};
  if (is_decreasing(context.spectrum->values)) {
    const Index predicted = context.gr.dimension();
    decision = decide_equal(predicted == 0, Verdict::exact,
                            fmt::format("index {} predicted at the minimum {{1..{}}}", predicted, context.gr.k));
  }
  finding.cases.push_back({"{1..k}", std::move(decision)});
  return finding;
}

}  // namespace

GrassmannianStatement grassmannian_index() {
  return {
      .info = {.id = "grassmannian.index",
               .proposition = "P -> tr((1 - P) S) on the planes of dimension k in R^m has one critical point for "
                              "each I, |I| = k, with index inv(I), and no zero in its Hessian",
               .hypotheses = "1 <= k < m, eigenvalues of S distinct",
               .source = "[K19] appendix; derived, section 5",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"M1"},
               .method = "identity chart in the free algebra; the order of the eigenvalues, decided on the instance",
               .not_proved = "nothing; the steps between are human reasoning (M1)"},
      .decide = index_is_inversions,
      .controls = {{.id = "grassmannian.index/reversed",
                    .text = "j > i in place of j < i: one sign flipped",
                    .decide = index_is_reversed,
                    .indistinguishable = {}}}};
}

}  // namespace laecert::checks
