#include "checks/lae/statements.hpp"
#include "numeric/random.hpp"
#include "theory/lae/identities.hpp"

namespace laecert::checks {
namespace {

theory::Identity invariance_of(Loss loss) {
  return loss == Loss::sum ? theory::orthogonal_invariance(loss) : theory::linear_invariance(loss);
}

Finding invariant(const theory::Identity& identity) {
  Finding finding;
  finding.by = {"normal form C7"};
  finding.universal = true;
  finding.cases.push_back(
      {"all", decide_equal(theory::holds(identity), Verdict::exact, "the transformed loss has another normal form")});
  return finding;
}

// The second route: the loss itself, at (M W1, W2 N) for M = diag(2, 1, ..), N = diag(x, 1, ..) and a random rational
// point.
bool scaling_changes_the_loss(const LaeContext& context, const Rational& x) {
  const Index k = context.instance.k();
  numeric::SplitMix64 random(context.effort.seed);
  Vector<Rational> point(context.problem.dimension());
  for (Rational& entry : point) entry = random.rational(4);
  problem::Autoencoder<Rational> w = problem::unpack(point, k);
  w.W1.row(0) *= Rational(2);
  w.W2.col(0) *= x;
  const problem::LaeLoss<Rational> loss = context.problem.over<Rational>({});
  return loss.value(problem::pack(w)) != loss.value(point);
}

Finding linearly_invariant(const LaeContext& context) {
  if (context.instance.lambda() == 0)
    return claims::inapplicable_finding("lambda = 0: the loss is invariant under GL_k");
  const theory::Identity identity = theory::linear_invariance(Loss::sum);
  if (theory::holds(identity)) return invariant(identity);
  return refuted_by(scaling_changes_the_loss(context, Rational(1, 2)),
                    "M = diag(2, 1, ..) changes the loss at a rational point");
}

Finding adjoint_invariant(const LaeContext& context) {
  const theory::Identity identity = theory::linear_invariance(context.loss);
  if (theory::wrong_twin_holds(identity)) return invariant(identity);
  return refuted_by(scaling_changes_the_loss(context, 2), "M = diag(2, 1, ..) changes the loss at a rational point");
}

// Without data and without a penalty the loss is zero everywhere.
bool is_constant(const LaeContext& context) {
  const Matrix<Rational>& gram = context.instance.gram();
  const bool no_penalty = context.loss == Loss::none || context.instance.lambda() == 0;
  return no_penalty && gram == Matrix<Rational>::Zero(gram.rows(), gram.cols());
}

LaeControl wrong_group(Loss loss) {
  if (loss == Loss::sum) {
    return {.id = "sum.symmetry/general-linear",
            .text = "invariant under GL_k",
            .decide = linearly_invariant,
            .indistinguishable = {}};
  }
  return {.id = statement_id(loss, "symmetry/adjoint"),
          .text = "invariant under (M W1, W2 M^T), M in GL_k",
          .decide = adjoint_invariant,
          .indistinguishable = is_constant};
}

}  // namespace

LaeStatement symmetry_statement(Loss loss) {
  const bool orthogonal = loss == Loss::sum;
  return {
      .info = {.id = statement_id(loss, "symmetry"),
               .proposition = orthogonal ? "the loss is invariant under (M W1, W2 M^T), M in O_k"
                                         : "the loss is invariant under (M W1, W2 M^-1), M in GL_k",
               .hypotheses = "none",
               .source = "[K19]",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"C7"},
               .method = orthogonal
                             ? "normal form of the transformed loss modulo M M^T = M^T M = 1, as a trace polynomial"
                             : "normal form of the transformed loss modulo M M^-1 = M^-1 M = 1, as a trace polynomial",
               .not_proved = "nothing"},
      .decide = [](const LaeContext& context) { return invariant(invariance_of(context.loss)); },
      .controls = {wrong_group(loss)}};
}

}  // namespace laecert::checks
