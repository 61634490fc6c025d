#include "checks/lae/statements.hpp"
#include "numeric/random.hpp"
#include "theory/lae/identities.hpp"

namespace laecert::checks {
namespace {

Finding invariant(const theory::Identity& identity) {
  Finding finding;
  finding.by = {"normal form C7"};
  finding.universal = true;
  finding.cases.push_back(
      {"all", decide_equal(theory::holds(identity), Verdict::exact, "the transformed loss has another normal form")});
  return finding;
}

// The second route: the loss itself, at (M W1, W2 M^-1) for M = diag(2, 1, ..) and a random rational point.
bool scaling_changes_the_loss(const SumContext& context) {
  const Index k = context.instance.k();
  numeric::SplitMix64 random(context.effort.seed);
  Vector<Rational> x(context.problem.dimension());
  for (Rational& entry : x) entry = random.rational(4);
  problem::Autoencoder<Rational> w = problem::unpack(x, k);
  w.W1.row(0) *= Rational(2);
  w.W2.col(0) /= Rational(2);
  const problem::LaeLoss<Rational> loss = context.problem.over<Rational>({});
  return loss.value(problem::pack(w)) != loss.value(x);
}

Finding linearly_invariant(const SumContext& context) {
  if (context.instance.lambda() == 0)
    return claims::inapplicable_finding("lambda = 0: the loss is invariant under GL_k");
  const theory::Identity identity = theory::linear_invariance();
  if (theory::holds(identity)) return invariant(identity);
  return refuted_by(scaling_changes_the_loss(context), "M = diag(2, 1, ..) changes the loss at a rational point");
}

}  // namespace

SumStatement sum_symmetry() {
  return {.info = {.id = "sum.symmetry",
                   .proposition = "the loss is invariant under (M W1, W2 M^T), M in O_k",
                   .hypotheses = "none",
                   .source = "[K19]",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"C7"},
                   .method = "normal form of the transformed loss modulo M M^T = M^T M = 1, as a trace polynomial",
                   .not_proved = "nothing"},
          .decide = [](const SumContext&) { return invariant(theory::orthogonal_invariance()); },
          .controls = {{.id = "sum.symmetry/general-linear",
                        .text = "invariant under GL_k",
                        .decide = linearly_invariant,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
